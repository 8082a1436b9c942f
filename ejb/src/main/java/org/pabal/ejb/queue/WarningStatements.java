package org.pabal.ejb.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The statements about mail that waits for long: a row of {@code delay_warning} is a message whose sender is to be told. */
final class WarningStatements {
    private final Connection connection;

    WarningStatements(Connection connection) {
        this.connection = connection;
    }

    /** Once for each recipient; of several of one message in one warning, if they are late together. */
    void makeDue(List<DueRecipient> late) throws SQLException {
        if (late.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into delay_warning (message_id)"
                + " select message_id from recipient where message_id = ? and position = ? and warned = false"
                + " and message_id not in (select message_id from delay_warning where message_id = ?)")) {
            for (DueRecipient recipient : late) {
                insert.setLong(1, recipient.mail().id().value());
                insert.setInt(2, recipient.position());
                insert.setLong(3, recipient.mail().id().value());
                insert.executeUpdate();
            }
        }
    }

    /** @throws SQLException also if no warning was due: another node was faster */
    void told(long message) throws SQLException {
        if (update("delete from delay_warning where message_id = ?", message) != 1) {
            throw new SQLException("no warning of message " + message + " is due");
        }
        update("update recipient set warned = true where message_id = ?", message);
    }

    private int update(String sql, long message) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, message);
            return statement.executeUpdate();
        }
    }
}
