package org.pabal.ejb.receive;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.pabal.core.policy.Greylist.Memory;
import org.pabal.core.policy.Greylist.Repute;
import org.pabal.ejb.database.PabalDatabase;
import org.pabal.ejb.start.Readiness;

/**
 * What the greylist remembers, in the database. Each statement is a unit of work of its own: two sessions with the same
 * triplet may get in each other's way, and either order of theirs is right. Rows that count no more are removed a few at a time.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class GreylistMemory {
    private static final Logger LOG = Logger.getLogger(GreylistMemory.class.getName());
    private static final int SOME = 1_000;

    /** SQL's class of violated constraints: another session was first. */
    private static final String CONSTRAINT_VIOLATED = "23";

    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    Readiness readiness;

    public Optional<Memory> find(String triplet) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = prepare(
                        connection, "select first_seen, last_seen, passed from greylist where triplet = ?", triplet);
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(new Memory(instant(row, 1), instant(row, 2), row.getBoolean(3)))
                    : Optional.empty();
        }
    }

    public Optional<Repute> repute(String network) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = prepare(
                        connection, "select passes, last_seen from greylist_network where network = ?", network);
                ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(new Repute(row.getInt(1), instant(row, 2))) : Optional.empty();
        }
    }

    public void remember(String triplet, Memory memory, Instant forgottenAt) throws SQLException {
        store(
                "update greylist set first_seen = ?, last_seen = ?, passed = ?, forgotten_at = ? where triplet = ?",
                "insert into greylist (first_seen, last_seen, passed, forgotten_at, triplet) values (?, ?, ?, ?, ?)",
                memory.first(),
                memory.last(),
                memory.passed(),
                forgottenAt,
                triplet);
    }

    /** @param more 1 if one more of its triplets has come again, else 0 */
    public void credit(String network, int more, Instant now, Instant forgottenAt) throws SQLException {
        store(
                "update greylist_network set passes = passes + ?, last_seen = ?, forgotten_at = ? where network = ?",
                "insert into greylist_network (passes, last_seen, forgotten_at, network) values (?, ?, ?, ?)",
                more,
                now,
                forgottenAt,
                network);
    }

    private void store(String update, String insert, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (execute(connection, update, values) == 0) {
                try {
                    execute(connection, insert, values);
                } catch (SQLException e) {
                    if (!String.valueOf(e.getSQLState()).startsWith(CONSTRAINT_VIOLATED)) {
                        throw e;
                    }
                    execute(connection, update, values);
                }
            }
        }
    }

    private static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(
                    i + 1, values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i]);
        }
        return statement;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Schedule(hour = "*", minute = "*/5", persistent = false, info = "triplets that the greylist may forget")
    void forget() {
        if (!readiness.isReady()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            forget(connection, "greylist", "triplet");
            forget(connection, "greylist_network", "network");
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The greylist cannot forget just now; next try in five minutes", e);
        }
    }

    private static void forget(Connection connection, String table, String key) throws SQLException {
        String sql = "delete from " + table + " where " + key + " in (select " + key + " from " + table
                + " where forgotten_at < ? fetch first " + SOME + " rows only)";
        Instant now = Instant.now();
        while (execute(connection, sql, now) == SOME) {
            Thread.onSpinWait();
        }
    }
}
