package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.queue.Channel;
import org.pabal.ejb.control.ControlStore;

/** Deliveries begin whatever becomes of their bells, each once. */
class BellsNotHeardTest {
    private final CountDownLatch ringing = new CountDownLatch(1);
    private final CountDownLatch broken = new CountDownLatch(1);
    private final BlockingQueue<Channel> attempted = new LinkedBlockingQueue<>();
    private volatile boolean hangs;

    private final DeliveryBell bell = new DeliveryBell() {
        @Override
        boolean ring(DueGroup group) {
            if (hangs) {
                awaitBreak();
            }
            return false;
        }
    };

    private final OwnSlots ownSlots = new OwnSlots(group -> {
        attempted.add(group.channel());
        return Feedback.SERVED;
    });

    private final Dispatcher dispatcher = new Dispatcher(
            new ControlStore() {
                @Override
                public ControlSettings current() {
                    return ControlSettings.require(Map.of("me", "local.test"));
                }
            },
            bell,
            ownSlots,
            new OutcomeWriter() {
                @Override
                public void record(List<RecipientOutcome> outcomes) {}
            });

    /** @return the channel of the next attempt; null if there is none soon */
    private @Nullable Channel next() throws InterruptedException {
        return attempted.poll(5, TimeUnit.SECONDS);
    }

    private void awaitBreak() {
        ringing.countDown();
        try {
            broken.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        dispatcher.threads = new PlainThreads();
        ownSlots.threads = dispatcher.threads;
        dispatcher.start();
        dispatcher.offer(List.of(Due.local(1, 0, Share.FEW), Due.remote(2, 0, "far.test", Share.FEW)));
    }

    @AfterEach
    void stop() throws InterruptedException {
        broken.countDown();
        dispatcher.stop();
    }

    @Test
    void whatJmsDoesNotTakeBeginsAtOnce() throws InterruptedException {
        start();

        assertThat(Arrays.asList(next(), next())).containsExactlyInAnyOrder(Channel.LOCAL, Channel.REMOTE);
    }

    @Test
    void aJmsThatHangsHoldsUpWhatItHoldsAndNothingElse() throws InterruptedException {
        hangs = true;
        start();
        ringing.await();

        dispatcher.beginUnheard();
        assertThat(next()).isEqualTo(Channel.REMOTE);
        assertThat(attempted).isEmpty();

        broken.countDown();
        assertThat(next()).isEqualTo(Channel.LOCAL);
    }
}
