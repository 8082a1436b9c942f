package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Who waits for a count of the queue. */
class QueueStatisticsTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private Duration takes = Duration.ZERO;
    private int counts;
    private final QueueStatistics statistics = new QueueStatistics() {
        @Override
        QueueStats count() {
            counts++;
            long until = System.nanoTime() + takes.toNanos();
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return new QueueStats(counts, 0, 0, 0, 0, 0);
        }
    };

    QueueStatisticsTest() {
        statistics.executor = (ManagedExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, arguments) -> {
                    background.add((Runnable) arguments[0]);
                    return null;
                });
    }

    private long messages() {
        return statistics.current().messages();
    }

    @Test
    void aShortQueueIsCountedForEveryoneWhoAsks() {
        assertThat(messages()).isEqualTo(1);
        assertThat(messages()).isEqualTo(2);
        assertThat(background).isEmpty();
    }

    @Test
    void aLongQueueIsCountedAheadAndNobodyWaitsForIt() {
        takes = Duration.ofMillis(60);
        statistics.begin();
        background.remove().run();

        assertThat(messages()).isEqualTo(1);
        assertThat(messages()).isEqualTo(1);
        assertThat(counts).isEqualTo(1);
    }

    @Test
    void whatIsOldIsCountedAnewInTheBackground() throws InterruptedException {
        takes = Duration.ofMillis(60);
        assertThat(messages()).isEqualTo(1);
        Thread.sleep(700);

        assertThat(messages()).isEqualTo(1);
        takes = Duration.ZERO;
        background.remove().run();

        assertThat(messages()).as("short now, so it is counted at once").isEqualTo(3);
    }
}
