package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.core.queue.Channel.LOCAL;
import static org.pabal.core.queue.Channel.REMOTE;
import static org.pabal.core.queue.RecipientState.HELD;
import static org.pabal.core.queue.RecipientState.WAITING;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.operations.Directives;
import org.pabal.core.operations.Order;
import org.pabal.core.operations.Relay;
import org.pabal.core.operations.Verb;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.Notify;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.ejb.log.QueueLog;

class DirectivesTest {
    private final QueueDatabase database = new QueueDatabase();
    private final DirectiveRows rows = new DirectiveRows();
    private final DirectiveWalk walk = new DirectiveWalk();
    private final StandingDirectives directives = new StandingDirectives(rows);

    @BeforeEach
    void wire() {
        rows.em = database.em;
        walk.em = database.em;
        database.execute("delete from directive");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long add(String order) {
        DirectiveWish wish = new DirectiveWish(Order.parse(order), "because", Duration.ofHours(1), "ada");
        return database.inUnitOfWork(() -> directives.add(wish))
                .orElseThrow()
                .directive()
                .id();
    }

    private void withdraw(long id) {
        assertThat(database.inUnitOfWork(() -> directives.withdraw(id))).isTrue();
    }

    /** @return recipients it was done to */
    private int walk(long id) {
        int done = 0;
        Optional<SliceResult> result = database.inUnitOfWork(() -> walk.step(id));
        while (result.isPresent()) {
            done += result.get().done();
            result = database.inUnitOfWork(() -> walk.step(id));
        }
        return done;
    }

    private int recipientsWhere(String condition) {
        return database.number("select count(*) from recipient where " + condition);
    }

    private static DueRecipient due(long message, String address, Notify wish) {
        DueMail mail = new DueMail(
                new QueueId(message),
                ReversePath.require("a@b.test"),
                MailOptions.of(BodyType.SEVEN_BIT),
                QueueDatabase.BIRTH,
                3,
                true,
                false);
        return new DueRecipient(
                mail,
                0,
                REMOTE,
                EmailAddress.require(address),
                new RecipientOptions(wish, Optional.empty()),
                Share.FEW);
    }

    private DueRecipient owned(long message, String address, Notify wish) {
        database.recipient(database.message(message, "a@b.test", "hi\n"), address, REMOTE, WAITING, QueueDatabase.NODE);
        return due(message, address, wish);
    }

    private GroupResult record(List<RecipientOutcome> outcomes) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return new OutcomeStatements(connection, QueueDatabase.NODE).apply(outcomes);
        }
    }

    @Nested
    class MailThatIsThere {
        @Test
        void isHeldByAWalkInSlicesAndReleasedByAnother() {
            database.message(1, "a@b.test", "hi\n");
            database.execute(
                    "insert into recipient (message_id, position, address, channel, state, attempts, next_attempt)"
                            + " select x, 0, 'u@far.test', 1, 0, 0, current_timestamp from system_range(1, 5000)");
            database.recipient(new QueueId(1), "v@other.test", REMOTE, WAITING);
            database.recipient(new QueueId(1), "w@far.test", REMOTE, HELD);
            long id = add("hold recipient=@far.test");
            assertThat(directives.list().getFirst().state()).isEqualTo(StandingDirective.State.APPLYING);

            assertThat(walk(id)).isEqualTo(5000);
            assertThat(recipientsWhere("state = 1 and directive = " + id)).isEqualTo(5000);
            assertThat(directives.list().getFirst().state()).isEqualTo(StandingDirective.State.STANDING);
            assertThat(directives.list().getFirst().recipients()).isEqualTo(5000);

            withdraw(id);
            assertThat(directives.list().getFirst().state()).isEqualTo(StandingDirective.State.ENDING);
            assertThat(walk(id)).isEqualTo(5000);
            assertThat(recipientsWhere("state = 0 and directive is null")).isEqualTo(5001);
            assertThat(recipientsWhere("state = 1")).isEqualTo(1);
            assertThat(directives.list()).isEmpty();
        }

        @Test
        void isReleasedAsFarAsItWasHeldWhenTheDirectiveEndsEarly() {
            database.execute(
                    "insert into recipient (message_id, position, address, channel, state, attempts, next_attempt)"
                            + " select x, 0, 'u@far.test', 1, 0, 0, current_timestamp from system_range(1, "
                            + (DirectiveWalk.SLICE + 100) + ")");
            long id = add("hold all");
            database.inUnitOfWork(() -> walk.step(id));
            assertThat(recipientsWhere("state = 1")).isEqualTo(DirectiveWalk.SLICE);

            withdraw(id);

            assertThat(walk(id)).isEqualTo(DirectiveWalk.SLICE);
            assertThat(recipientsWhere("state = 0")).isEqualTo(DirectiveWalk.SLICE + 100);
        }

        @Test
        void expiresOrGoes() {
            database.recipient(database.message(1, "a@b.test", "hi\n"), "u@far.test", REMOTE, WAITING);
            database.recipient(database.message(2, "a@b.test", "hi\n"), "u@local.test", LOCAL, WAITING);

            assertThat(walk(add("expire channel=remote"))).isEqualTo(1);
            assertThat(database.number("select id from message where bounce_due"))
                    .isEqualTo(1);
            assertThat(walk(add("delete channel=local"))).isEqualTo(1);
            assertThat(database.number("select count(*) from message")).isEqualTo(1);
        }

        @Test
        void needsNoWalkForAnotherRoute() {
            assertThat(walk.open()).isEmpty();
            add("reroute relay=relay.test all");
            assertThat(walk.open()).isEmpty();
            assertThat(directives.list().getFirst().state()).isEqualTo(StandingDirective.State.STANDING);
        }

        @Test
        void isReleasedOnlyWithItsDirective() {
            QueueId message = database.message(1, "a@b.test", "hi\n");
            database.recipient(message, "u@far.test", REMOTE, WAITING);
            long id = add("hold all");
            walk(id);
            QueueOperations operations = new QueueOperations(new QueueLog());
            operations.em = database.em;

            QueueChange change = database.inUnitOfWork(() -> operations.apply(message, new Verb.Release()));

            assertThat(change).isEqualTo(new QueueChange.Directed(id));
            assertThat(recipientsWhere("state = 1")).isEqualTo(1);
        }
    }

    @Nested
    class MailThatComes {
        @Test
        void costsNothingAndIsLeftAloneWithoutDirectives() {
            List<DueRecipient> group = List.of(due(1, "u@far.test", Notify.UNSAID));

            assertThat(directives.handOut(group).left()).isSameAs(group);
        }

        @Test
        void isHeldInsteadOfBeingTried() throws SQLException {
            DueRecipient held = owned(1, "u@far.test", Notify.UNSAID);
            DueRecipient other = owned(2, "u@other.test", Notify.UNSAID);
            long id = add("hold recipient=@far.test");

            StandingDirectives.HandOut handOut = directives.handOut(List.of(held, other));

            assertThat(handOut.left()).containsExactly(other);
            GroupResult result = record(handOut.taken());
            assertThat(result.ended()).isEmpty();
            assertThat(recipientsWhere("message_id = 1 and state = 1 and owner is null and directive = " + id))
                    .isEqualTo(1);
            assertThat(directives.list().getFirst().recipients()).isEqualTo(1);
        }

        @Test
        void isNotHeldByADirectiveThatHasEndedMeanwhile() throws SQLException {
            DueRecipient recipient = owned(1, "u@far.test", Notify.UNSAID);
            long id = add("hold all");
            List<RecipientOutcome> taken =
                    directives.handOut(List.of(recipient)).taken();
            withdraw(id);
            walk(id);

            record(taken);

            assertThat(recipientsWhere("state = 0 and owner is null and directive is null"))
                    .isEqualTo(1);
        }

        @Test
        void expiresWithWhatItsLastAttemptCameTo() throws SQLException {
            DueRecipient recipient = owned(1, "u@far.test", Notify.UNSAID);
            database.execute("update recipient set last_report = 'busy' || char(10)");
            add("expire all");

            GroupResult result = record(directives.handOut(List.of(recipient)).taken());

            assertThat(result.bounceDue()).containsExactly(1L);
            assertThat(recipientsWhere("state = 2 and last_report like 'busy_I''m not going to try again;%'"))
                    .isEqualTo(1);
        }

        @Test
        void goesWithoutAWordWhenThatIsWanted() throws SQLException {
            DueRecipient deleted = owned(1, "u@far.test", Notify.UNSAID);
            DueRecipient silent = owned(2, "u@other.test", new Notify("NEVER"));
            add("delete recipient=@far.test");
            add("expire recipient=@other.test");

            GroupResult result =
                    record(directives.handOut(List.of(deleted, silent)).taken());

            assertThat(result.ended()).containsExactlyInAnyOrder(1L, 2L);
            assertThat(database.number("select count(*) from message")).isZero();
        }

        @Test
        void goesToAnotherHost() {
            add("reroute relay=relay.test:26 recipient=@far.test");
            DueRecipient far = due(1, "u@far.test", Notify.UNSAID);
            DueRecipient other = due(2, "u@other.test", Notify.UNSAID);

            List<DueRecipient> left = directives.handOut(List.of(far, other)).left();

            assertThat(left.getFirst().relay()).contains(new Relay("relay.test:26"));
            assertThat(left.getLast()).isEqualTo(other);
        }
    }

    @Test
    void anExpiredDirectiveIsEndedByWhoeverLooks() {
        database.recipient(database.message(1, "a@b.test", "hi\n"), "u@far.test", REMOTE, WAITING);
        long id = add("hold all");
        walk(id);
        database.execute("update directive set expires_at = ?1", Instant.EPOCH.atOffset(java.time.ZoneOffset.UTC));

        database.inUnitOfWork(() -> {
            rows.endExpired();
            return 0;
        });
        directives.refresh();

        assertThat(directives.current().isEmpty()).isTrue();
        assertThat(walk(id)).isEqualTo(1);
        assertThat(recipientsWhere("state = 0")).isEqualTo(1);
    }

    @Test
    void thereIsAnEndToHowManyMayStand() {
        for (int i = 0; i < Directives.MOST; i++) {
            add("hold recipient=u" + i + "@far.test");
        }
        DirectiveWish wish = new DirectiveWish(Order.parse("hold all"), "because", Duration.ofHours(1), "ada");

        assertThat(database.inUnitOfWork(() -> directives.add(wish))).isEmpty();
    }
}
