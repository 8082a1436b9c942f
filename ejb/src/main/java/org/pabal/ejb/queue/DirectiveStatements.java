package org.pabal.ejb.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pabal.core.operations.Directive;
import org.pabal.core.operations.Verb;
import org.pabal.core.queue.RecipientState;

/**
 * Records what directives have taken from delivery. A directive that has ended since holds nobody: its row is locked, so that
 * its walk comes either before, and this sees that it has ended, or after, and releases what this holds.
 */
final class DirectiveStatements {
    private final Connection connection;
    private final long owner;

    DirectiveStatements(Connection connection, long owner) {
        this.connection = connection;
        this.owner = owner;
    }

    /** @return the outcomes, with those that were taken gone or become others */
    List<RecipientOutcome> resolve(List<RecipientOutcome> outcomes) throws SQLException {
        Map<Long, List<RecipientOutcome.Taken>> taken = new TreeMap<>();
        List<RecipientOutcome> resolved = new ArrayList<>(outcomes.size());
        for (RecipientOutcome outcome : outcomes) {
            if (outcome instanceof RecipientOutcome.Taken one) {
                taken.computeIfAbsent(one.directive().id(), id -> new ArrayList<>())
                        .add(one);
            } else {
                resolved.add(outcome);
            }
        }
        for (List<RecipientOutcome.Taken> some : taken.values()) {
            resolve(some, resolved);
        }
        return resolved;
    }

    private void resolve(List<RecipientOutcome.Taken> some, List<RecipientOutcome> resolved) throws SQLException {
        Directive directive = some.getFirst().directive();
        if (!stands(directive.id(), some.size())) {
            some.forEach(one -> resolved.add(new RecipientOutcome.Released(one.recipient())));
        } else if (directive.order().verb() instanceof Verb.Hold) {
            hold(some, directive.id());
        } else {
            for (RecipientOutcome.Taken one : some) {
                resolved.add(ended(one, directive.order().verb()));
            }
        }
    }

    private boolean stands(long id, int more) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update directive set recipients = recipients + ? where id = ? and ended = false")) {
            statement.setInt(1, more);
            statement.setLong(2, id);
            return statement.executeUpdate() == 1;
        }
    }

    private void hold(List<RecipientOutcome.Taken> some, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update recipient set owner = null, state = ?,"
                + " directive = ? where message_id = ? and position = ? and owner = ?")) {
            for (RecipientOutcome.Taken one : some) {
                statement.setShort(1, StoredCode.of(RecipientState.HELD));
                statement.setLong(2, id);
                statement.setLong(3, one.recipient().mail().id().value());
                statement.setInt(4, one.recipient().position());
                statement.setLong(5, owner);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private RecipientOutcome ended(RecipientOutcome.Taken one, Verb verb) throws SQLException {
        if (!VerbSql.tells(verb) || !one.recipient().options().wish().onFailure()) {
            return new RecipientOutcome.Delivered(one.recipient());
        }
        String report = verb instanceof Verb.Expire ? lastReport(one.recipient()) + VerbSql.EXPIRED : VerbSql.REMOVED;
        return new RecipientOutcome.Finished(one.recipient(), one.at(), RecipientState.FAILED, report);
    }

    private String lastReport(DueRecipient recipient) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select coalesce(last_report, '') from recipient where message_id = ? and position = ?")) {
            statement.setLong(1, recipient.mail().id().value());
            statement.setInt(2, recipient.position());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
