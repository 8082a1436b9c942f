package org.pabal.ejb.bounce;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.PabalDatabase;
import org.pabal.ejb.queue.QueueTransaction;
import org.pabal.ejb.queue.QueueUnavailableException;
import org.pabal.ejb.queue.StoredOptions;

/** Messages that wait for their bounce, or for a warning that they wait, as rows. */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
class FailedMail {
    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    QueueTransaction transaction;

    /** A message that is to be told of. */
    record Message(ReversePath sender, MailOptions options, Instant birth) {}

    /** A recipient that is to be told of, with its last report. */
    record Told(EmailAddress recipient, RecipientState state, String report, RecipientOptions options) {}

    /** @return messages that wait for their bounce, oldest first */
    List<QueueId> due(int limit) {
        return ids("select id from message where bounce_due = true order by id fetch first ? rows only", limit);
    }

    /** @return messages whose senders are to be told that they wait, oldest first; some may be gone */
    List<QueueId> late(int limit) {
        return ids("select message_id from delay_warning order by message_id fetch first ? rows only", limit);
    }

    private List<QueueId> ids(String query, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setInt(1, limit);
            List<QueueId> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(new QueueId(rows.getLong(1)));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new QueueUnavailableException("messages to be told of cannot be listed", e);
        }
    }

    /** @return a message that waits for its bounce; empty if it does not any more */
    Optional<Message> find(QueueId id) {
        return find(id, "bounce_due = true");
    }

    /** @return a message whose sender is to be told that it waits; empty if it does not any more */
    Optional<Message> findLate(QueueId id) {
        return find(id, "bounce_due = false and id in (select message_id from delay_warning)");
    }

    private Optional<Message> find(QueueId id, String condition) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select sender, body_type, smtp_utf8, returned, envelope_id, birth"
                                + " from message where id = ? and " + condition)) {
            select.setLong(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(message(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new QueueUnavailableException("message " + id + " cannot be read", e);
        }
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                ReversePath.require(row.getString(1)),
                StoredOptions.mail(row.getShort(2), row.getBoolean(3), row.getString(4), row.getString(5)),
                row.getObject(6, OffsetDateTime.class).toInstant());
    }

    /** @return all recipients that are to be told of */
    List<Told> recipients(QueueId id) {
        return recipients(id, "");
    }

    /** @return those that wait and have not been told of, whatever their sender wants to know */
    List<Told> waiting(QueueId id) {
        return recipients(id, " and state in (0, 1) and warned = false");
    }

    private List<Told> recipients(QueueId id, String condition) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select address, last_report, state, wish, original"
                                + " from recipient where message_id = ?" + condition + " order by position")) {
            select.setLong(1, id.value());
            List<Told> told = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String report = rows.getString(2);
                    told.add(new Told(
                            EmailAddress.require(rows.getString(1)),
                            StoredOptions.state(rows.getShort(3)),
                            report == null ? "" : report,
                            StoredOptions.recipient(rows.getString(4), rows.getString(5))));
                }
            }
            return told;
        } catch (SQLException e) {
            throw new QueueUnavailableException("the recipients of message " + id + " cannot be read", e);
        }
    }

    /** No warning of this message is due any more. */
    void forgetWarning(QueueId id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from delay_warning where message_id = ?")) {
            delete.setLong(1, id.value());
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new QueueUnavailableException("a warning of message " + id + " cannot be forgotten", e);
        }
    }

    /** Removes a message whose bounce is not sent. */
    void remove(QueueId id) {
        transaction.remove(List.of(id));
    }
}
