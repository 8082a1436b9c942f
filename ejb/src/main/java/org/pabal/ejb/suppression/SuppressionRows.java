package org.pabal.ejb.suppression;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.pabal.core.bounce.Suppression;
import org.pabal.ejb.database.PabalDatabase;
import org.pabal.ejb.start.Readiness;

/**
 * The rows of {@code suppression}. Each statement is a unit of work of its own: of two deliveries to one address that fail at
 * once, one may go uncounted.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SuppressionRows {
    private static final Logger LOG = Logger.getLogger(SuppressionRows.class.getName());
    private static final String SELECT =
            "select address, listed, failures, cause, report, valid_until, changed_at, changed_by from suppression";

    /** SQL's class of violated constraints: another delivery was first. */
    private static final String CONSTRAINT_VIOLATED = "23";

    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    Readiness readiness;

    /** @return those of the keys that there are rows of, in no order */
    public List<StoredSuppression> find(Collection<String> keys) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(SELECT + " where address = any(?)")) {
            query.setArray(1, connection.createArrayOf("varchar", keys.toArray()));
            return read(query);
        }
    }

    /** @return rows that count, in the order of their keys, behind a key */
    public List<StoredSuppression> page(String after, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        SELECT + " where address > ? and valid_until > ? order by address fetch first ? rows only")) {
            query.setString(1, after);
            query.setObject(2, at(Instant.now()));
            query.setInt(3, limit);
            return read(query);
        }
    }

    public boolean isEmpty() throws SQLException {
        return page("", 1).isEmpty();
    }

    /** @return whether there was none of this key */
    public boolean put(Suppression suppression, String who) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String update = "update suppression set listed = ?, failures = ?, cause = ?, report = ?, valid_until = ?,"
                    + " changed_at = ?, changed_by = ? where address = ?";
            if (store(connection, update, suppression, who) == 1) {
                return false;
            }
            try {
                store(
                        connection,
                        "insert into suppression"
                                + " (listed, failures, cause, report, valid_until, changed_at, changed_by, address)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                        suppression,
                        who);
                return true;
            } catch (SQLException e) {
                if (!String.valueOf(e.getSQLState()).startsWith(CONSTRAINT_VIOLATED)) {
                    throw e;
                }
                store(connection, update, suppression, who);
                return false;
            }
        }
    }

    /** @return whether there was one */
    public boolean delete(String key) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from suppression where address = ?")) {
            delete.setString(1, key);
            return delete.executeUpdate() == 1;
        }
    }

    @Schedule(hour = "*", minute = "*/5", persistent = false, info = "suppressed addresses that count no more")
    void forget() {
        if (!readiness.isReady()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from suppression where valid_until <= ?")) {
            delete.setObject(1, at(Instant.now()));
            delete.executeUpdate();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "Suppressed addresses cannot be forgotten just now; next try in five minutes", e);
        }
    }

    private static int store(Connection connection, String sql, Suppression suppression, String who)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBoolean(1, suppression.listed());
            statement.setInt(2, suppression.failures());
            statement.setString(3, suppression.cause());
            statement.setString(4, suppression.report().replace('\0', '?'));
            statement.setObject(5, at(suppression.until()));
            statement.setObject(6, at(Instant.now()));
            statement.setString(7, who);
            statement.setString(8, suppression.key());
            return statement.executeUpdate();
        }
    }

    private static List<StoredSuppression> read(PreparedStatement query) throws SQLException {
        List<StoredSuppression> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new StoredSuppression(
                        new Suppression(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getString(5),
                                instant(row, 6)),
                        instant(row, 7),
                        row.getString(8)));
            }
        }
        return found;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
