package org.pabal.ejb.queue;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pabal.core.queue.RecipientState;

/**
 * The statements that record outcomes, a few for a whole group. Every change of a recipient asks for the owner: a node that
 * was thought dead and taken over changes nothing any more.
 */
final class OutcomeStatements {
    private static final int MAX_REPORT = 10_000;
    private static final String UNADDRESSED =
            " and not exists (select 1 from recipient r where r.message_id = message.id)";
    private static final String KEY = " where message_id = ? and position = ? and owner = ?";

    private final Connection connection;
    private final long owner;

    OutcomeStatements(Connection connection, long owner) {
        this.connection = connection;
        this.owner = owner;
    }

    GroupResult apply(List<RecipientOutcome> outcomes) throws SQLException {
        SortedOutcomes sorted = SortedOutcomes.of(new DirectiveStatements(connection, owner).resolve(outcomes));
        List<Long> ended = new ArrayList<>(sorted.sole);
        if (!sorted.sole.isEmpty()) {
            deliveredSole(sorted);
        }
        deliveredOneOfSeveral(sorted.delivered);
        deferred(sorted.deferred);
        finished(sorted.finished);
        released(sorted.released);
        List<Long> bounceDue = new ArrayList<>();
        if (!sorted.maybeFinished.isEmpty()) {
            finish(sorted.maybeFinished, ended, bounceDue);
        }
        return new GroupResult(ended, bounceDue);
    }

    /** The common case: messages with one recipient, which is delivered. */
    private void deliveredSole(SortedOutcomes sorted) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from recipient where message_id = any(?) and owner = ?")) {
            statement.setArray(1, ids(sorted.sole));
            statement.setLong(2, owner);
            statement.executeUpdate();
        }
        if (!sorted.soleChunked.isEmpty()) {
            update(ContentGarbage.NOTE + " and id = any(?)" + UNADDRESSED, sorted.soleChunked);
        }
        update("delete from message where id = any(?)" + UNADDRESSED, sorted.sole);
    }

    private void deliveredOneOfSeveral(List<RecipientOutcome.Delivered> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("delete from recipient" + KEY)) {
            for (RecipientOutcome.Delivered outcome : outcomes) {
                key(statement, 1, outcome.recipient());
            }
            statement.executeBatch();
        }
    }

    private void deferred(List<RecipientOutcome.Deferred> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "update recipient set owner = null," + " share = " + StoredCode.of(Share.DEFERRED)
                        + ", attempts = attempts + 1, last_attempt = ?, next_attempt = ?, last_report = ?" + KEY)) {
            for (RecipientOutcome.Deferred outcome : outcomes) {
                statement.setObject(1, at(outcome.times().attempted()));
                statement.setObject(2, at(outcome.times().nextAttempt()));
                statement.setString(3, cut(outcome.report()));
                key(statement, 4, outcome.recipient());
            }
            statement.executeBatch();
        }
        new WarningStatements(connection)
                .makeDue(outcomes.stream()
                        .filter(outcome -> outcome.times().late())
                        .map(RecipientOutcome.Deferred::recipient)
                        .toList());
    }

    private void finished(List<RecipientOutcome.Finished> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "update recipient set owner = null, state = ?, attempts = attempts + 1, last_attempt = ?, last_report = ?"
                        + KEY)) {
            for (RecipientOutcome.Finished outcome : outcomes) {
                statement.setShort(1, StoredCode.of(outcome.state()));
                statement.setObject(2, at(outcome.attempted()));
                statement.setString(3, cut(outcome.report()));
                key(statement, 4, outcome.recipient());
            }
            statement.executeBatch();
        }
    }

    private void released(List<RecipientOutcome.Released> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("update recipient set owner = null" + KEY)) {
            for (RecipientOutcome.Released outcome : outcomes) {
                key(statement, 1, outcome.recipient());
            }
            statement.executeBatch();
        }
    }

    /** Two nodes may finish the last two recipients of a message at once: whoever locks it second sees both done. */
    private void finish(Collection<Long> messages, List<Long> ended, List<Long> bounceDue) throws SQLException {
        Set<Long> left = new TreeSet<>();
        try (PreparedStatement lock =
                connection.prepareStatement("select id from message where id = any(?) order by id for update")) {
            lock.setArray(1, ids(messages));
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    left.add(rows.getLong(1));
                }
            }
        }
        try (PreparedStatement states = connection.prepareStatement(
                "select message_id, min(state) from recipient where message_id = any(?) group by message_id")) {
            states.setArray(1, ids(messages));
            try (ResultSet rows = states.executeQuery()) {
                while (rows.next()) {
                    left.remove(rows.getLong(1));
                    if (StoredCode.read(RecipientState.values(), rows.getInt(2)).isFinished()) {
                        bounceDue.add(rows.getLong(1));
                    }
                }
            }
        }
        if (!left.isEmpty()) {
            update(ContentGarbage.NOTE + " and id = any(?)", left);
            update("delete from message where id = any(?)", left);
            ended.addAll(left);
        }
        if (!bounceDue.isEmpty()) {
            update("update message set bounce_due = true where id = any(?)", bounceDue);
        }
    }

    /** @throws SQLException also when another node was faster: then such a report is queued already */
    void settle(NewMail.Report report) throws SQLException {
        long message = report.about().value();
        switch (report) {
            case NewMail.Report.Bounce bounce -> {
                if (remove(message, " and bounce_due") != 1) {
                    throw new SQLException("message " + message + " waits for no bounce");
                }
            }
            case NewMail.Report.DelayWarning warning -> new WarningStatements(connection).told(message);
        }
    }

    void remove(long message) throws SQLException {
        remove(message, "");
    }

    private int remove(long message, String condition) throws SQLException {
        List<Long> id = List.of(message);
        update("delete from recipient where message_id = any(?)", id);
        update(ContentGarbage.NOTE + " and id = any(?)", id);
        return update("delete from message where id = any(?)" + condition, id);
    }

    /** From here on the message row keeps the chunks alive. */
    void endReception(long message) throws SQLException {
        update("delete from reception where message_id = any(?)", List.of(message));
    }

    private int update(String sql, Collection<Long> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, ids(ids));
            return statement.executeUpdate();
        }
    }

    private void key(PreparedStatement statement, int from, DueRecipient recipient) throws SQLException {
        statement.setLong(from, recipient.mail().id().value());
        statement.setInt(from + 1, recipient.position());
        statement.setLong(from + 2, owner);
        statement.addBatch();
    }

    private Array ids(Collection<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String cut(String report) {
        String storable = report.replace('\0', '?');
        return storable.length() <= MAX_REPORT ? storable : storable.substring(0, MAX_REPORT);
    }
}
