package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.core.queue.Channel.LOCAL;
import static org.pabal.core.queue.Channel.REMOTE;
import static org.pabal.core.queue.RecipientState.FAILED;
import static org.pabal.core.queue.RecipientState.HELD;
import static org.pabal.core.queue.RecipientState.WAITING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pabal.core.operations.Relay;
import org.pabal.core.operations.Verb;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.log.QueueLog;

class QueueOperationsTest {
    private final QueueDatabase database = new QueueDatabase();
    private final List<QueueId> logged = new ArrayList<>();
    private final QueueOperations operations = new QueueOperations(new QueueLog() {
        @Override
        public void ended(QueueId message) {
            logged.add(message);
        }
    });
    private QueueId id = new QueueId(1);

    @BeforeEach
    void message() {
        operations.em = database.em;
        id = database.message(1, "a@b.test", "hi\n");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private QueueChange hold() {
        return database.inUnitOfWork(() -> operations.apply(id, new Verb.Hold()));
    }

    private QueueChange release() {
        return database.inUnitOfWork(() -> operations.apply(id, new Verb.Release()));
    }

    private QueueChange retry() {
        return database.inUnitOfWork(() -> operations.apply(id, new Verb.Retry()));
    }

    private QueueChange delete(boolean bounce) {
        return database.inUnitOfWork(() -> operations.apply(id, new Verb.Delete(bounce)));
    }

    private int rows(String table) {
        return database.number("select count(*) from " + table);
    }

    private int recipientsWhere(String condition) {
        return database.number("select count(*) from recipient where " + condition);
    }

    @Test
    void nothingCanBeDoneToAMessageThatIsNotThere() {
        id = new QueueId(99);

        assertThat(hold()).isEqualTo(new QueueChange.Missing());
        assertThat(release()).isEqualTo(new QueueChange.Missing());
        assertThat(retry()).isEqualTo(new QueueChange.Missing());
        assertThat(delete(false)).isEqualTo(new QueueChange.Missing());
    }

    @Test
    void holdAlsoMarksARecipientThatIsBeingDelivered() {
        database.recipient(id, "x@far.test", REMOTE, WAITING);
        database.recipient(id, "y@far.test", REMOTE, WAITING, QueueDatabase.NODE);
        database.recipient(id, "z@far.test", REMOTE, FAILED);

        assertThat(hold()).isEqualTo(new QueueChange.Done(2));
        assertThat(recipientsWhere("state = 1")).isEqualTo(2);
        assertThat(recipientsWhere("owner = 7")).isEqualTo(1);
    }

    @Test
    void holdingTwiceChangesNothingTheSecondTime() {
        database.recipient(id, "x@far.test", REMOTE, HELD);

        assertThat(hold()).isEqualTo(new QueueChange.Done(0));
    }

    @Test
    void releaseLeavesTheNextAttemptWhereTheScheduleHadPutIt() {
        database.recipient(id, "x@far.test", REMOTE, HELD);

        assertThat(release()).isEqualTo(new QueueChange.Done(1));
        assertThat(recipientsWhere("state = 0 and next_attempt > current_timestamp"))
                .isEqualTo(1);
    }

    @Nested
    class Retrying {
        @Test
        void makesWaitingRecipientsDueButNotThoseInFlight() {
            database.recipient(id, "x@far.test", REMOTE, WAITING);
            database.recipient(id, "y@far.test", REMOTE, WAITING, QueueDatabase.NODE);

            assertThat(retry()).isEqualTo(new QueueChange.Done(1));
            assertThat(recipientsWhere("owner is null and next_attempt <= current_timestamp"))
                    .isEqualTo(1);
            assertThat(recipientsWhere("owner = 7 and next_attempt > current_timestamp"))
                    .isEqualTo(1);
        }

        @Test
        void aHeldMessageWantsAReleaseFirst() {
            database.recipient(id, "x@far.test", REMOTE, HELD);

            assertThat(retry()).isEqualTo(new QueueChange.Held());
            assertThat(recipientsWhere("next_attempt > current_timestamp")).isEqualTo(1);
        }
    }

    @Nested
    class Deleting {
        @Test
        void withoutABounceLeavesNoTrace() {
            database.recipient(id, "x@far.test", REMOTE, HELD);
            database.recipient(id, "y@far.test", REMOTE, FAILED);

            assertThat(delete(false)).isEqualTo(new QueueChange.Done(2));
            assertThat(rows("message") + rows("recipient") + rows("content_garbage"))
                    .isZero();
        }

        @Test
        void leavesTheChunksOfALargeContentAsGarbage() {
            QueueId large = database.chunked(2, "a", "b");
            database.recipient(large, "x@far.test", REMOTE, HELD);

            assertThat(database.inUnitOfWork(() -> operations.apply(large, new Verb.Delete(false))))
                    .isEqualTo(new QueueChange.Done(1));
            assertThat(database.number("select message_id from content_garbage"))
                    .isEqualTo(2);
        }

        @Test
        void withABounceFailsTheRestAndKeepsWhatFailedBefore() {
            database.recipient(id, "x@far.test", REMOTE, WAITING);
            database.recipient(id, "y@far.test", REMOTE, FAILED);
            database.execute("update recipient set last_report = 'no such user (#5.1.1)' where position = 1");

            assertThat(delete(true)).isEqualTo(new QueueChange.Done(1));
            assertThat(recipientsWhere(
                            "state = 2 and last_report like '%removed from the queue by the administrator (#5.0.0)'"))
                    .isEqualTo(1);
            assertThat(recipientsWhere("state = 2 and last_report like 'no such user%'"))
                    .isEqualTo(1);
            assertThat(database.number("select count(*) from message where bounce_due"))
                    .isEqualTo(1);
        }

        @Test
        void neverTakesARecipientFromUnderItsDelivery() {
            database.recipient(id, "x@far.test", REMOTE, WAITING);
            database.recipient(id, "y@far.test", REMOTE, WAITING, QueueDatabase.NODE);

            assertThat(delete(false)).isEqualTo(new QueueChange.InFlight(1, 1));
            assertThat(recipientsWhere("address = 'y@far.test' and owner = 7")).isEqualTo(1);
            assertThat(rows("message")).isEqualTo(1);
        }

        @Test
        void withABounceWaitsForTheDeliveryThatIsRunning() {
            database.recipient(id, "x@far.test", REMOTE, WAITING);
            database.recipient(id, "y@far.test", REMOTE, WAITING, QueueDatabase.NODE);

            assertThat(delete(true)).isEqualTo(new QueueChange.InFlight(1, 1));
            assertThat(recipientsWhere("state = 2")).isEqualTo(1);
            assertThat(database.number("select count(*) from message where bounce_due"))
                    .isZero();
        }
    }

    @Nested
    class Expiring {
        private QueueChange expire(boolean bounce) {
            return database.inUnitOfWork(() -> operations.apply(id, new Verb.Expire(bounce)));
        }

        @Test
        void tellsTheSenderWhatTheLastAttemptCameTo() {
            database.recipient(id, "x@far.test", REMOTE, WAITING);
            database.execute("update recipient set last_report = 'busy (#4.2.1)' || char(10)");

            assertThat(expire(true)).isEqualTo(new QueueChange.Done(1));
            assertThat(recipientsWhere("state = 2 and last_report like 'busy (#4.2.1)_I''m not going to try again;%'"))
                    .isEqualTo(1);
            assertThat(database.number("select count(*) from message where bounce_due"))
                    .isEqualTo(1);
            assertThat(logged).isEmpty();
        }

        @Test
        void leavesFailuresWhoseBounceIsStillToBeSent() {
            database.recipient(id, "x@far.test", REMOTE, HELD);
            database.recipient(id, "y@far.test", REMOTE, FAILED);

            assertThat(expire(false)).isEqualTo(new QueueChange.Done(1));
            assertThat(recipientsWhere("state = 2")).isEqualTo(1);
            assertThat(database.number("select count(*) from message where bounce_due"))
                    .isEqualTo(1);
        }

        @Test
        void doesNotTellWhoDoesNotWantToKnow() {
            database.recipient(id, "x@far.test", REMOTE, WAITING);
            database.execute("update recipient set wish = 'NEVER'");

            assertThat(expire(true)).isEqualTo(new QueueChange.Done(1));
            assertThat(rows("message")).isZero();
            assertThat(logged).containsExactly(id);
        }
    }

    @Nested
    class Rerouting {
        private QueueChange reroute(Optional<Relay> relay) {
            return database.inUnitOfWork(() -> operations.apply(id, new Verb.Reroute(relay)));
        }

        @Test
        void givesRemoteRecipientsAnotherHostAndLeavesLocalOnes() {
            database.recipient(id, "x@far.test", REMOTE, WAITING);
            database.recipient(id, "y@far.test", REMOTE, WAITING, QueueDatabase.NODE);
            database.recipient(id, "z@local.test", LOCAL, WAITING);

            assertThat(reroute(Optional.of(new Relay("relay.test:2525")))).isEqualTo(new QueueChange.Done(2));
            assertThat(recipientsWhere("relay = 'relay.test:2525'")).isEqualTo(2);
        }

        @Test
        void isUndoneByNoHost() {
            database.recipient(id, "x@far.test", REMOTE, WAITING);
            reroute(Optional.of(new Relay("relay.test")));

            assertThat(reroute(Optional.empty())).isEqualTo(new QueueChange.Done(1));
            assertThat(recipientsWhere("relay is null")).isEqualTo(1);
        }
    }
}
