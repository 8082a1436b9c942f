package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.core.queue.Channel.LOCAL;
import static org.pabal.core.queue.Channel.REMOTE;
import static org.pabal.core.queue.RecipientState.HELD;
import static org.pabal.core.queue.RecipientState.WAITING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.operations.Order;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.log.QueueLog;

class QueueOrdersTest {
    private static final Order ALL = Order.parse("retry all");

    private final QueueDatabase database = new QueueDatabase();
    private final List<QueueId> logged = new ArrayList<>();
    private final SliceTransaction slices = new SliceTransaction();
    private final QueueOrders orders = new QueueOrders(slices, new QueueLog() {
        @Override
        public void ended(QueueId message) {
            logged.add(message);
        }
    });

    @BeforeEach
    void wire() {
        orders.em = database.em;
        slices.em = database.em;
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** @return recipients it was done to, and those in flight */
    private List<Integer> walk(Order order) {
        int done = 0;
        int inFlight = 0;
        Optional<QueueSlice> slice = orders.nextSlice(order, 0);
        while (slice.isPresent()) {
            QueueSlice now = slice.get();
            SliceResult result = database.inUnitOfWork(() -> orders.apply(order, now));
            done += result.done();
            inFlight += result.inFlight();
            slice = orders.nextSlice(order, now.upTo());
        }
        return List.of(done, inFlight);
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

        assertThat(orders.count(ALL)).isEqualTo(new OrderCount(2, 1502, 1));
        assertThat(walk(ALL)).containsExactly(1501, 1);
        assertThat(due()).isEqualTo(1501);
    }

    @Test
    void oneDomainIsFlushedAndTheOthersAreNot() {
        QueueId id = database.message(1, "a@b.test", "hi\n");
        database.recipient(id, "u@far.test", REMOTE, WAITING);
        database.recipient(id, "u@FAR.test", REMOTE, WAITING);
        database.recipient(id, "u@other.test", REMOTE, WAITING);
        Order order = Order.parse("retry recipientDomain=far.test");

        assertThat(orders.count(order)).isEqualTo(new OrderCount(1, 2, 0));
        assertThat(walk(order)).containsExactly(2, 0);
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
        assertThat(orders.nextSlice(ALL, 0)).isEmpty();
    }

    @Test
    void whatIsRemovedTakesItsMessageAlongUnlessSomebodyElseIsLeft() {
        QueueId one = database.message(1, "a@b.test", "hi\n");
        QueueId two = database.message(2, "a@b.test", "hi\n");
        database.chunked(3, "a", "b");
        database.recipient(one, "u@far.test", REMOTE, WAITING);
        database.recipient(two, "u@far.test", REMOTE, HELD);
        database.recipient(two, "v@other.test", REMOTE, WAITING);
        database.recipient(new QueueId(3), "u@far.test", REMOTE, WAITING);

        assertThat(walk(Order.parse("delete recipientDomain=far.test"))).containsExactly(3, 0);
        assertThat(database.number("select count(*) from message")).isEqualTo(1);
        assertThat(database.number("select count(*) from recipient")).isEqualTo(1);
        assertThat(database.number("select message_id from content_garbage")).isEqualTo(3);
        assertThat(logged).containsExactly(one, new QueueId(3));
    }

    @Test
    void whatExpiresIsBouncedOnceNothingElseWaits() {
        QueueId one = database.message(1, "a@b.test", "hi\n");
        QueueId two = database.message(2, "a@b.test", "hi\n");
        database.recipient(one, "u@far.test", REMOTE, WAITING);
        database.recipient(one, "v@far.test", REMOTE, WAITING, QueueDatabase.NODE);
        database.recipient(two, "u@far.test", REMOTE, WAITING);

        assertThat(walk(Order.parse("expire recipientDomain=far.test"))).containsExactly(2, 1);
        assertThat(database.number("select id from message where bounce_due")).isEqualTo(2);
        assertThat(logged).isEmpty();
    }

    @Test
    void aHoldCountsForThoseInFlightOnceTheyAreDeferred() {
        QueueId id = database.message(1, "a@b.test", "hi\n");
        database.recipient(id, "u@far.test", REMOTE, WAITING);
        database.recipient(id, "v@far.test", REMOTE, WAITING, QueueDatabase.NODE);

        assertThat(walk(Order.parse("hold recipientDomain=far.test olderThan=1h")))
                .containsExactly(1, 1);
        assertThat(database.number("select count(*) from recipient where state = 1"))
                .isEqualTo(2);
        assertThat(walk(Order.parse("release sender=@b.test"))).containsExactly(1, 1);
    }

    @Test
    void anotherHostIsForRemoteRecipientsOnly() {
        QueueId id = database.message(1, "a@b.test", "hi\n");
        database.recipient(id, "u@far.test", REMOTE, WAITING);
        database.recipient(id, "u@local.test", LOCAL, WAITING);

        assertThat(walk(Order.parse("reroute relay=[2001:db8::1]:26 all"))).containsExactly(1, 0);
        assertThat(database.number("select count(*) from recipient where relay = '[2001:db8::1]:26' and channel = 1"))
                .isEqualTo(1);
    }
}
