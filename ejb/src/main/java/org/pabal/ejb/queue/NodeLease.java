package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.pabal.ejb.database.DurableCommit;
import org.pabal.ejb.database.PabalDatabase;
import org.pabal.ejb.node.ThisNode;

/**
 * This life of this node, and its right to the recipients it owns. A right lasts as long as the node renews its row; after that
 * any node takes the recipients over. All times are the database's, so that clocks of nodes need not agree.
 */
@ApplicationScoped
public class NodeLease {
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final String UNTIL = "current_timestamp + interval '" + LEASE.toSeconds() + "' second";

    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    DurableCommit database;

    @Inject
    ThisNode node;

    private volatile long id;

    /** @return the owner that this life writes into its recipients */
    public long id() {
        return id;
    }

    /**
     * Begins a new life. What earlier lives of the same name left unfinished is due at once: they cannot be running.
     *
     * <p>Also after this life was taken for dead: what it owned, others own now.
     *
     * @return how many recipients were left
     */
    int begin() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            long newId = nextId(connection);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into node (id, name, started_at, lease_until) values (?, ?, current_timestamp, " + UNTIL
                            + ")")) {
                insert.setLong(1, newId);
                insert.setString(2, node.name());
                insert.executeUpdate();
            }
            id = newId;
            try (PreparedStatement former = connection.prepareStatement(
                    "update node set lease_until = started_at where name = ? and id <> ?")) {
                former.setString(1, node.name());
                former.setLong(2, newId);
                former.executeUpdate();
            }
            return takeOver(connection);
        }
    }

    /** Frees what dead nodes own.
     *
     * @return how many recipients were freed
     */
    int takeOver() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return takeOver(connection);
        }
    }

    /** @return false if this life was taken for dead: it must begin a new one */
    boolean renew() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update node set lease_until = " + UNTIL + " where id = ?")) {
            update.setLong(1, id);
            return update.executeUpdate() == 1;
        }
    }

    private long nextId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(database.dialect().nextValue("node_id"))) {
            row.next();
            return row.getLong(1);
        }
    }

    private static int takeOver(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int nodes = count(statement, "select count(*) from node where lease_until < current_timestamp");
            if (nodes == 0) {
                return 0;
            }
            String dead = "in (select id from node where lease_until < current_timestamp)";
            int freed = statement.executeUpdate("update recipient set owner = null where owner " + dead);
            statement.executeUpdate("insert into content_garbage (message_id)"
                    + " select message_id from reception where node_id " + dead
                    + " and message_id not in (select message_id from content_garbage)");
            statement.executeUpdate("delete from reception where node_id " + dead);
            statement.executeUpdate("delete from node where lease_until < current_timestamp");
            return freed;
        }
    }

    private static int count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
