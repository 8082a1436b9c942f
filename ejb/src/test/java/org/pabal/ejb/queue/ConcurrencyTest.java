package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.queue.Channel;
import org.pabal.ejb.control.ControlStore;

/** concurrencyremote counts as it stands when a delivery would start, also while others run. */
class ConcurrencyTest {
    private static final long SOON = 2_000;
    private static final long A_WHILE = 300;

    private final AtomicInteger concurrency = new AtomicInteger();
    private final BlockingQueue<DueGroup> bells = new LinkedBlockingQueue<>();
    private final Dispatcher dispatcher = new Dispatcher(
            new ControlStore() {
                @Override
                public ControlSettings current() {
                    return ControlSettings.require(
                            Map.of("me", "local.test", "concurrencyremote", Integer.toString(concurrency.get())));
                }
            },
            new DeliveryBell() {
                @Override
                boolean ring(DueGroup group) {
                    return bells.add(group);
                }
            },
            new OwnSlots(),
            new OutcomeWriter() {
                @Override
                public void record(List<RecipientOutcome> outcomes) {}
            });

    private final List<DueGroup> begun = new ArrayList<>();

    @BeforeEach
    void start() {
        dispatcher.threads = new PlainThreads();
        dispatcher.offer(LongStream.rangeClosed(1, 6)
                .mapToObj(id -> Due.remote(id, 0, "far" + id + ".test", Share.FEW))
                .toList());
        dispatcher.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        concurrency.set(0);
        bells.drainTo(begun);
        List.copyOf(begun).forEach(this::ends);
        dispatcher.stop();
    }

    /** @return a group that may begin within the time, in milliseconds */
    private Optional<DueGroup> next(long millis) throws InterruptedException {
        return Optional.ofNullable(bells.poll(millis, TimeUnit.MILLISECONDS));
    }

    /** @return the group that begins soon */
    private DueGroup begins() throws InterruptedException {
        DueGroup rung = next(SOON).orElseThrow();
        DueGroup group = dispatcher.begin(Channel.REMOTE, rung.number()).orElseThrow();
        begun.add(group);
        return group;
    }

    private void ends(DueGroup group) {
        begun.remove(group);
        dispatcher.work(group, done -> Feedback.SERVED);
    }

    @Test
    void noneHoldsAllBack() throws InterruptedException {
        assertThat(next(A_WHILE)).isEmpty();
        assertThat(dispatcher.status()).isEqualTo(new Dispatcher.Status(0, 10, 0, 0));
    }

    @Test
    void moreIsMoreAtOnce() throws InterruptedException {
        concurrency.set(1);
        begins();
        assertThat(next(A_WHILE)).isEmpty();

        concurrency.set(3);
        begins();
        begins();
        assertThat(next(A_WHILE)).isEmpty();
        assertThat(dispatcher.status()).isEqualTo(new Dispatcher.Status(0, 10, 3, 3));
    }

    @Test
    void lessLetsRunningOnesEndAndStartsNoneUntilThereIsRoom() throws InterruptedException {
        concurrency.set(3);
        DueGroup first = begins();
        begins();
        begins();

        concurrency.set(1);
        ends(first);
        assertThat(next(A_WHILE)).isEmpty();
        assertThat(dispatcher.status()).isEqualTo(new Dispatcher.Status(0, 10, 2, 1));
    }
}
