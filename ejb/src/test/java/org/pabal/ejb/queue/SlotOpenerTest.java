package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pabal.core.queue.Channel;

class SlotOpenerTest {
    private final CountDownLatch surprises = new CountDownLatch(2);

    private Lane lane(Channel channel) {
        return new Lane(channel, new LocalLine(), () -> {
            surprises.countDown();
            throw new IllegalStateException("the settings are gone");
        });
    }

    @Test
    void aSurpriseIsNotMetAgainAtOnce() throws InterruptedException {
        Slots slots = new Slots(lane(Channel.LOCAL), lane(Channel.REMOTE));
        SlotOpener opener = new SlotOpener(slots, group -> {});
        long began = System.nanoTime();

        opener.start(new PlainThreads());

        assertThat(surprises.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(900));
        slots.stop(0);
        opener.join();
    }
}
