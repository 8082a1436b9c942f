package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.operations.Relay;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.Dialect;
import org.pabal.ejb.database.DurableCommit;
import org.pabal.ejb.database.PabalDatabase;

/** Claims due recipients for this node: whoever claims first owns them, others skip them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DueClaim {
    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    DurableCommit database;

    @Inject
    NodeLease node;

    /** In the order of the index recipient_due. */
    static final String DUE = "select message_id, position, address, wish, original, relay from recipient"
            + " where channel = ? and state = " + StoredCode.of(RecipientState.WAITING)
            + " and share = ? and next_attempt <= current_timestamp and owner is null"
            + " order by channel, state, share, next_attempt fetch first ? rows only";

    private static final String UNLESS_LOCKED = " for update skip locked";

    private static final String STILL_DUE =
            "select position from recipient where message_id = ? and position = ? and state = "
                    + StoredCode.of(RecipientState.WAITING)
                    + " and next_attempt <= current_timestamp and owner is null" + UNLESS_LOCKED;

    record Key(long message, int position, String address, RecipientOptions options, Optional<Relay> relay) {}

    /** @return at most so many recipients, longest due first; this node owns them when the unit of work is committed */
    public List<DueRecipient> claim(Channel channel, Share share, int most) {
        try (Connection connection = dataSource.getConnection()) {
            List<Key> keys = lockDue(connection, database.dialect(), channel, share, most);
            if (keys.isEmpty()) {
                return List.of();
            }
            own(connection, keys);
            Map<Long, DueMail> mails = mails(connection, keys);
            List<DueRecipient> claimed = new ArrayList<>(keys.size());
            for (Key key : keys) {
                DueMail mail = mails.get(key.message());
                if (mail != null) {
                    claimed.add(new DueRecipient(
                            mail,
                            key.position(),
                            channel,
                            EmailAddress.require(key.address()),
                            key.options(),
                            share,
                            key.relay()));
                }
            }
            return claimed;
        } catch (SQLException e) {
            throw new QueueUnavailableException("due recipients cannot be claimed", e);
        }
    }

    /** Where the database cannot do both at once, finds them first and locks those that are due still. */
    static List<Key> lockDue(Connection connection, Dialect dialect, Channel channel, Share share, int most)
            throws SQLException {
        if (dialect.locksInOrder()) {
            return due(connection, DUE + UNLESS_LOCKED, channel, share, most);
        }
        List<Key> locked = new ArrayList<>();
        try (PreparedStatement lock = connection.prepareStatement(STILL_DUE)) {
            for (Key key : due(connection, DUE, channel, share, most)) {
                lock.setLong(1, key.message());
                lock.setInt(2, key.position());
                try (ResultSet row = lock.executeQuery()) {
                    if (row.next()) {
                        locked.add(key);
                    }
                }
            }
        }
        return locked;
    }

    private static List<Key> due(Connection connection, String query, Channel channel, Share share, int most)
            throws SQLException {
        List<Key> keys = new ArrayList<>();
        try (PreparedStatement due = connection.prepareStatement(query)) {
            due.setShort(1, StoredCode.of(channel));
            due.setShort(2, StoredCode.of(share));
            due.setInt(3, most);
            try (ResultSet rows = due.executeQuery()) {
                while (rows.next()) {
                    keys.add(new Key(
                            rows.getLong(1),
                            rows.getInt(2),
                            rows.getString(3),
                            StoredOptions.recipient(rows.getString(4), rows.getString(5)),
                            Optional.ofNullable(rows.getString(6)).map(Relay::new)));
                }
            }
        }
        return keys;
    }

    private void own(Connection connection, List<Key> keys) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update recipient set owner = ? where message_id = ? and position = ?")) {
            for (Key key : keys) {
                update.setLong(1, node.id());
                update.setLong(2, key.message());
                update.setInt(3, key.position());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static Map<Long, DueMail> mails(Connection connection, List<Key> keys) throws SQLException {
        Map<Long, DueMail> mails = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id, sender, body_type, birth, octets, recipients, content is null,"
                        + " smtp_utf8, returned, envelope_id from message where id = any(?)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", keys.stream().map(Key::message).distinct().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long id = row.getLong(1);
                    mails.put(
                            id,
                            new DueMail(
                                    new QueueId(id),
                                    ReversePath.require(row.getString(2)),
                                    StoredOptions.mail(
                                            row.getShort(3), row.getBoolean(8), row.getString(9), row.getString(10)),
                                    row.getObject(4, OffsetDateTime.class).toInstant(),
                                    row.getLong(5),
                                    row.getInt(6) == 1,
                                    row.getBoolean(7)));
                }
            }
        }
        return mails;
    }
}
