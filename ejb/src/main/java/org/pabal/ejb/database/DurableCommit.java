package org.pabal.ejb.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Knows when a commit is on the disk. */
@ApplicationScoped
public class DurableCommit {
    private static final Logger LOG = Logger.getLogger(DurableCommit.class.getName());

    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    private volatile Dialect dialect = Dialect.H2;
    private @Nullable Checkpoint checkpoint;

    void setDialect(Dialect found) {
        dialect = found;
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * Returns when everything committed so far is on the disk. PostgreSQL's commit already waited for that; H2's does not,
     * whatever its settings say (measured: 12 fsyncs for 2000 commits), so it is told to. Fetching a connection from the pool
     * for each time would cost more than the statement itself, so one is kept.
     *
     * @throws SQLException if the database cannot promise it
     */
    public synchronized void await() throws SQLException {
        if (dialect != Dialect.H2) {
            return;
        }
        try {
            Checkpoint open = checkpoint;
            if (open == null) {
                open = Checkpoint.open(dataSource.getConnection());
                checkpoint = open;
            }
            open.statement().execute();
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** Gives the kept connection back; harmless if there is none. */
    public synchronized void close() {
        Checkpoint open = checkpoint;
        checkpoint = null;
        if (open != null) {
            try {
                open.connection().close();
            } catch (SQLException e) {
                LOG.log(Level.FINE, "A broken connection could not be closed", e);
            }
        }
    }

    /** H2's own way to ask for what was committed to be on the disk. */
    private record Checkpoint(Connection connection, PreparedStatement statement) {
        static Checkpoint open(Connection connection) throws SQLException {
            return new Checkpoint(connection, connection.prepareStatement("checkpoint sync"));
        }
    }
}
