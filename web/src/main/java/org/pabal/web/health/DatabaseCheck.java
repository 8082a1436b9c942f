package org.pabal.web.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Does the database answer? */
@Readiness
@ApplicationScoped
public class DatabaseCheck implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Resource(lookup = "java:app/jdbc/pabal")
    DataSource database;

    private final Probe probe = new Probe("database", PATIENCE, this::answers);

    @Override
    public HealthCheckResponse call() {
        return probe.ask();
    }

    /** Without a time limit of the statement's own: on H2 it would stay with the pooled connection and cancel others' work. */
    private boolean answers() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet one = statement.executeQuery("select 1")) {
            return one.next();
        }
    }
}
