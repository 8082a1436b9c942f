package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pabal.core.queue.Channel.REMOTE;
import static org.pabal.core.queue.RecipientState.HELD;
import static org.pabal.core.queue.RecipientState.WAITING;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.queue.QueueId;

class QueueFlushTest {
    private static final FlushSelector ALL = new FlushSelector.All();

    private final QueueDatabase database = new QueueDatabase();
    private final QueueFlush flush = new QueueFlush();

    @BeforeEach
    void wire() {
        flush.em = database.em;
    }

    @AfterEach
    void close() {
        database.close();
    }

    private int walk(FlushSelector selector) {
        int made = 0;
        Optional<FlushSlice> slice = flush.nextSlice(selector, 0);
        while (slice.isPresent()) {
            FlushSlice now = slice.get();
            made += database.inUnitOfWork(() -> flush.makeDue(selector, now));
            slice = flush.nextSlice(selector, now.upTo());
        }
        return made;
    }

    private int due() {
        return database.number("select count(*) from recipient where next_attempt <= current_timestamp");
    }

    @Test
    void everythingThatWaitsBecomesDueAcrossSlices() {
        QueueId one = database.message(1, "a@b.test", "hi\n");
        QueueId two = database.message(2, "a@b.test", "hi\n");
        database.execute("insert into recipient (message_id, position, address, channel, state, attempts, next_attempt)"
                + " select 1, x, 'u@far.test', 1, 0, 0, timestamp with time zone '2100-01-01 00:00:00+00'"
                + " from system_range(0, 1499)");
        database.recipient(two, "v@other.test", REMOTE, WAITING);
        database.recipient(one, "held@far.test", REMOTE, HELD);
        database.recipient(one, "flying@far.test", REMOTE, WAITING, QueueDatabase.NODE);

        assertThat(flush.count(ALL)).isEqualTo(1501);
        assertThat(walk(ALL)).isEqualTo(1501);
        assertThat(due()).isEqualTo(1501);
    }

    @Test
    void oneDomainIsFlushedAndTheOthersAreNot() {
        QueueId id = database.message(1, "a@b.test", "hi\n");
        database.recipient(id, "u@far.test", REMOTE, WAITING);
        database.recipient(id, "u@FAR.test", REMOTE, WAITING);
        database.recipient(id, "u@other.test", REMOTE, WAITING);
        FlushSelector selector = FlushSelector.recipientDomain("far.test");

        assertThat(flush.count(selector)).isEqualTo(2);
        assertThat(walk(selector)).isEqualTo(2);
        assertThat(due()).isEqualTo(2);
    }

    @Test
    void whatWasDueAlreadyKeepsItsPlace() {
        QueueId id = database.message(1, "a@b.test", "hi\n");
        database.recipient(id, "u@far.test", REMOTE, WAITING);
        database.execute("update recipient set next_attempt = timestamp with time zone '2001-01-01 00:00:00+00'");

        walk(ALL);

        assertThat(database.number("select count(*) from recipient where extract(year from next_attempt) = 2001"))
                .isEqualTo(1);
    }

    @Test
    void anEmptyQueueHasNoSlice() {
        assertThat(flush.nextSlice(ALL, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "domain:far.test", "domain:[192.0.2.1]"})
    void aSelectorSurvivesBeingAJobParameter(String text) {
        assertThat(FlushSelector.require(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "everything", "domain:", "domain:a@b.test", "domain:%"})
    void anythingElseIsNoSelector(String text) {
        assertThatThrownBy(() -> FlushSelector.require(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
