package org.pabal.ejb.bounce;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.database.PabalDatabase;
import org.pabal.ejb.queue.QueueTransaction;
import org.pabal.ejb.queue.QueueUnavailableException;

/** Messages that wait for their bounce, as rows. */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
class FailedMail {
    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    QueueTransaction transaction;

    /** A recipient that failed, with its last report. */
    record Failure(EmailAddress recipient, String report) {}

    List<QueueId> due(int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select id from message where bounce_due = true order by id fetch first ? rows only")) {
            select.setInt(1, limit);
            List<QueueId> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(new QueueId(rows.getLong(1)));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new QueueUnavailableException("messages that wait for a bounce cannot be listed", e);
        }
    }

    /** @return the sender of a message that waits for its bounce; empty if it does not any more */
    Optional<ReversePath> sender(QueueId id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select sender from message where id = ? and bounce_due = true")) {
            select.setLong(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(ReversePath.require(row.getString(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new QueueUnavailableException("message " + id + " cannot be read", e);
        }
    }

    List<Failure> failures(QueueId id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select address, last_report from recipient where message_id = ? order by position")) {
            select.setLong(1, id.value());
            List<Failure> failures = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String report = rows.getString(2);
                    failures.add(new Failure(EmailAddress.require(rows.getString(1)), report == null ? "" : report));
                }
            }
            return failures;
        } catch (SQLException e) {
            throw new QueueUnavailableException("the recipients of message " + id + " cannot be read", e);
        }
    }

    /** Removes a message whose bounce is not sent. */
    void remove(QueueId id) {
        transaction.remove(List.of(id));
    }
}
