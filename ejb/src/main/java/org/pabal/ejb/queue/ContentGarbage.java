package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.pabal.ejb.database.PabalDatabase;

/**
 * Chunks of contents that no message needs any more. Whoever ends a message or a reception only notes its id: to remove a
 * hundred megabytes in one statement takes an embedded database seconds, in which nobody's mail would be accepted.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ContentGarbage {
    /** Notes the contents of messages that are about to be removed, by their ids; follows with further conditions. */
    static final String NOTE = "insert into content_garbage (message_id) select id from message where content is null";

    /** Chunks removed at once. */
    private static final int SOME = 8;

    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    /** @return whether there may be more */
    public boolean removeSome() {
        try (Connection connection = dataSource.getConnection()) {
            OptionalLong id = lockOne(connection);
            if (id.isEmpty()) {
                return false;
            }
            int removed = update(
                    connection,
                    "delete from content_chunk where message_id = ? and position < " + SOME
                            + " + (select min(position) from content_chunk where message_id = ?)",
                    id.getAsLong(),
                    id.getAsLong());
            if (removed == 0) {
                update(connection, "delete from content_garbage where message_id = ?", id.getAsLong());
            }
            return true;
        } catch (SQLException e) {
            throw new QueueUnavailableException("contents that nobody needs cannot be removed", e);
        }
    }

    private static OptionalLong lockOne(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select message_id from content_garbage fetch first 1 row only for update skip locked")) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private static int update(Connection connection, String sql, long... ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                statement.setLong(i + 1, ids[i]);
            }
            return statement.executeUpdate();
        }
    }
}
