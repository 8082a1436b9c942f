package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pabal.core.queue.Channel;

/** JMS is only the bell: it may lose, double and delay what it was given (T-ASY 282, 284). */
class LostBellsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Lane lane = new Lane(Channel.LOCAL, new LocalLine(), () -> 10);

    private DueGroup rungAt(long now) {
        lane.add(Due.local(1, 0, Share.FEW));
        return lane.open(7, now).orElseThrow();
    }

    @Test
    void aBellThatNobodyAnsweredCountsAsLostEveryTenSeconds() {
        DueGroup group = rungAt(0);

        assertThat(lane.lostBells(9 * SECOND)).isEmpty();
        assertThat(lane.lostBells(10 * SECOND)).isEqualTo(List.of(group));
        assertThat(lane.lostBells(19 * SECOND)).isEmpty();
        assertThat(lane.lostBells(20 * SECOND)).isEqualTo(List.of(group));
    }

    @Test
    void ofABellThatCameTwiceOneCounts() {
        DueGroup group = rungAt(0);
        lane.lostBells(10 * SECOND);

        assertThat(lane.answer(group.number())).contains(group);
        assertThat(lane.answer(group.number())).isEmpty();
        assertThat(lane.lostBells(60 * SECOND)).isEmpty();
        assertThat(lane.running()).isEqualTo(1);
    }
}
