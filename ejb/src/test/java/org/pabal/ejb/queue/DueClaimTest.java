package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.core.queue.Channel.LOCAL;
import static org.pabal.core.queue.Channel.REMOTE;
import static org.pabal.core.queue.RecipientState.HELD;
import static org.pabal.core.queue.RecipientState.WAITING;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.Dialect;

/** Who is found due, in which order, and by which way. */
class DueClaimTest {
    private final QueueDatabase database = new QueueDatabase();

    @BeforeEach
    void queue() {
        due(1, REMOTE, WAITING, 3);
        due(2, REMOTE, WAITING, 5);
        due(3, REMOTE, WAITING, 4);
        due(4, REMOTE, WAITING, -60);
        due(5, REMOTE, HELD, 9);
        due(6, LOCAL, WAITING, 9);
        due(7, REMOTE, WAITING, 9);
        database.execute("update recipient set owner = 1 where message_id = 7");
        due(8, REMOTE, WAITING, 9);
        database.execute("update recipient set share = ?1 where message_id = 8", StoredCode.of(Share.FEW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** @param minutes for which it has been due */
    private void due(long id, Channel channel, RecipientState state, int minutes) {
        database.recipient(database.message(id, "a@b.test", "x"), "r@far.test", channel, state);
        database.execute(
                "update recipient set share = ?1, next_attempt = ?2 where message_id = ?3",
                StoredCode.of(Share.DEFERRED),
                OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(minutes),
                id);
    }

    private List<Long> locked(int most) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            return DueClaim.lockDue(connection, Dialect.H2, REMOTE, Share.DEFERRED, most).stream()
                    .map(DueClaim.Key::message)
                    .toList();
        }
    }

    @Test
    void theLongestDueComeFirst() throws SQLException {
        assertThat(locked(10)).containsExactly(2L, 3L, 1L);
        assertThat(locked(2)).containsExactly(2L, 3L);
    }

    @Test
    void whatSomebodyHasLockedIsLeft() throws SQLException {
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from recipient where message_id = 3 for update");

            assertThat(locked(10)).containsExactly(2L, 1L);
            other.rollback();
        }
    }

    @Test
    void whatIsDueIsNotSorted() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement explain = connection.prepareStatement("explain " + DueClaim.DUE)) {
            explain.setShort(1, StoredCode.of(REMOTE));
            explain.setShort(2, StoredCode.of(Share.DEFERRED));
            explain.setInt(3, 10);
            try (ResultSet plan = explain.executeQuery()) {
                assertThat(plan.next()).isTrue();
                assertThat(plan.getString(1)).contains("RECIPIENT_DUE").contains("/* index sorted */");
            }
        }
    }
}
