package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.queue.Channel;

/** Bells are rung as long as they are heard; of their loss and their return the log tells once. */
class BellWatchTest {
    private final FakeBroker broker = new FakeBroker();
    private final DeliveryBell bell = broker.bell();
    private final BellWatch watch = new BellWatch(bell, Duration.ofMillis(20));
    private final DueGroup group = new DueGroup(1, Channel.LOCAL, List.of(Due.local(1, 0, Share.FEW)));
    private final List<Level> told = new ArrayList<>();
    private final Logger log = Logger.getLogger(DeliveryBell.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line.getLevel());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(handler);
        broker.delivers((channel, number) -> bell.heard(channel));
    }

    @AfterEach
    void listenNoMore() {
        log.removeHandler(handler);
    }

    @Test
    void bellsAreRungAsSoonAsBothBeansHeardOne() throws InterruptedException {
        assertThat(bell.ring(group)).isFalse();
        assertThat(watch.tryOut()).isTrue();
        assertThat(bell.ring(group)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void ofOneBeanThatHearsNothingTheOtherIsNoProof() throws InterruptedException {
        broker.delivers((channel, number) -> {
            if (channel == Channel.REMOTE) {
                bell.heard(channel);
            }
        });
        assertThat(watch.tryOut()).isFalse();
        assertThat(bell.ring(group)).isFalse();
        assertThat(told).containsExactly(Level.WARNING);
    }

    @Test
    void aBrokerThatGoesAwayIsToldOfOnceAndItsReturnToo() throws InterruptedException {
        watch.tryOut();
        broker.away = true;
        assertThat(bell.ring(group)).isFalse();
        assertThat(watch.tryOut()).isFalse();
        assertThat(bell.ring(group)).isFalse();
        assertThat(told).containsExactly(Level.WARNING);

        broker.away = false;
        assertThat(watch.tryOut()).isTrue();
        assertThat(bell.ring(group)).isTrue();
        assertThat(told).containsExactly(Level.WARNING, Level.INFO);
    }

    @Test
    void aTrialFindsOutThatTheBrokerIsAwayThoughNoMailCame() throws InterruptedException {
        watch.tryOut();
        broker.away = true;
        assertThat(watch.tryOut()).isFalse();
        assertThat(bell.isHeard()).isFalse();
    }

    @Test
    void nothingThatIsGivenUpStaysOpen() throws InterruptedException {
        watch.tryOut();
        assertThat(broker.open).isEqualTo(2);
        broker.away = true;
        watch.tryOut();
        bell.closeWornOut();
        assertThat(broker.open).isZero();
    }
}
