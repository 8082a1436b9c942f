package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who waits for a count of the queue. */
class QueueStatisticsTest {
    private Duration takes = Duration.ZERO;
    private int counts;
    private long now;
    private final QueueStatistics statistics = new QueueStatistics() {
        @Override
        QueueStats count() {
            counts++;
            now += takes.toNanos();
            return new QueueStats(counts, 0, 0, 0, 0, 0);
        }
    };

    QueueStatisticsTest() {
        statistics.clock = () -> now;
    }

    private long messages() {
        return statistics.current().messages();
    }

    @Test
    void aShortQueueIsCountedForEveryoneWhoAsks() {
        assertThat(messages()).isEqualTo(1);
        assertThat(messages()).isEqualTo(2);
        statistics.countIfWanted();
        assertThat(counts).isEqualTo(2);
    }

    @Test
    void aLongQueueIsCountedAheadAndNobodyWaitsForIt() {
        takes = Duration.ofMillis(60);
        statistics.begin();
        statistics.countIfWanted();

        assertThat(messages()).isEqualTo(1);
        assertThat(messages()).isEqualTo(1);
        assertThat(counts).isEqualTo(1);
    }

    @Test
    void whatIsOldIsCountedAnewInTheBackground() {
        takes = Duration.ofMillis(60);
        assertThat(messages()).isEqualTo(1);
        now += Duration.ofMillis(700).toNanos();

        assertThat(messages()).isEqualTo(1);
        takes = Duration.ZERO;
        statistics.countIfWanted();

        assertThat(messages()).as("short now, so it is counted at once").isEqualTo(3);
    }
}
