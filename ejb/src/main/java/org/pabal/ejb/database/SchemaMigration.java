package org.pabal.ejb.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables up to date and refuses a database that would break the promise of a 250. Runs once, before all else. */
@ApplicationScoped
public class SchemaMigration {
    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    DurableCommit durableCommit;

    /** @throws IllegalStateException with a sentence for the operator */
    public void run() {
        Dialect dialect;
        try (Connection connection = dataSource.getConnection()) {
            dialect = Dialect.of(connection);
            if (dialect == Dialect.POSTGRESQL) {
                requireSynchronousCommit(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database cannot be reached (" + e.getMessage()
                            + "). Look at pabal.db.url, pabal.db.user and pabal.db.password.",
                    e);
        }
        durableCommit.setDialect(dialect);
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations(dialect.migrations())
                .placeholders(Map.of("octets", dialect.octetsType()))
                .load()
                .migrate();
    }

    private static void requireSynchronousCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('synchronous_commit'), current_setting('fsync')")) {
            row.next();
            String synchronousCommit = row.getString(1);
            if (synchronousCommit.equals("off") || row.getString(2).equals("off")) {
                throw new IllegalStateException(
                        "PostgreSQL runs with synchronous_commit=" + synchronousCommit + " and fsync="
                                + row.getString(2)
                                + ": it would say committed before a message is on the disk, and so would Pabal say 250."
                                + " Set both to on, for this database or this user, and start again.");
            }
        }
    }
}
