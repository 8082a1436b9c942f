package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.queue.Channel;

class LaneTest {
    private static final long LATER = 1_000_000_000L;

    private final Lane lane = new Lane(Channel.LOCAL, new LocalLine(), () -> 3);

    private void add(long message, int recipients, Share share) {
        IntStream.range(0, recipients).forEach(i -> lane.add(Due.local(message, i, share)));
    }

    private static List<Long> messages(DueGroup group) {
        return group.recipients().stream().map(r -> r.mail().id().value()).toList();
    }

    @Test
    void aHugeRecipientListHoldsBackNoOtherMessage() {
        add(1, 1000, Share.MANY);
        add(2, 1, Share.FEW);
        add(3, 2, Share.FEW);

        assertThat(messages(lane.open(1, 0).orElseThrow())).containsExactly(1L, 2L, 3L, 1L, 3L, 1L, 1L, 1L);
    }

    @Test
    void eachShareHasItsRoom() {
        add(1, 1000, Share.MANY);

        assertThat(lane.room(Share.MANY)).isEqualTo(Lane.MAX_WAITING - 1000);
        assertThat(lane.room(Share.DEFERRED)).isEqualTo(Lane.MAX_WAITING);

        lane.open(1, 0);
        assertThat(lane.room(Share.MANY)).isEqualTo(Lane.MAX_WAITING - 1000 + LocalLine.GROUP);
        lane.drain();
        assertThat(lane.room(Share.MANY)).isEqualTo(Lane.MAX_WAITING);
    }

    @Test
    void aFewMessagesWaitAMomentForTheSlotThatIsOpen() {
        add(1, 1, Share.FEW);
        assertThat(lane.wantsSlot(0)).isTrue();
        lane.open(1, 0);
        add(2, 1, Share.FEW);

        assertThat(lane.wantsSlot(1)).isFalse();
        assertThat(lane.isPatient()).isTrue();
        assertThat(lane.wantsSlot(LATER)).isTrue();
    }

    @Test
    void noMoreSlotsAreOpenedThanThereAre() {
        add(1, 100, Share.HUNDREDS);
        for (long slot = 1; slot <= 3; slot++) {
            assertThat(lane.wantsSlot(LATER)).isTrue();
            lane.open(slot, 0);
        }

        assertThat(lane.wantsSlot(LATER)).isFalse();
        lane.close();
        assertThat(lane.wantsSlot(LATER)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, FEW",
        "9, FEW",
        "10, TENS",
        "99, TENS",
        "100, HUNDREDS",
        "999, HUNDREDS",
        "1000, MANY",
        "9999999, MANY"
    })
    void newMailCountsByItsRecipients(int recipients, Share share) {
        assertThat(Share.ofNew(recipients)).isEqualTo(share);
    }
}
