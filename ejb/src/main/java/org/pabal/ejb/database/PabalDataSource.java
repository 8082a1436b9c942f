package org.pabal.ejb.database;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections with the driver that the URL asks for, so that the database is chosen by one setting
 * (docs/decisions/002). The container pools what this opens.
 */
public class PabalDataSource implements DataSource {
    /** The value of {@code pabal.db.url} that means the embedded database in {@code pabal.home}. */
    public static final String EMBEDDED = "embedded";

    /*
     * RETENTION_TIME: how long (ms) H2 keeps freed pages. The default of 45 s lets the file grow by everything written in that
     * time; bench/RESULTS.md has the soak that chose this one. WRITE_DELAY: we sync ourselves, once a group; the background
     * writer only has to run often enough to keep little in memory.
     */
    private static final String EMBEDDED_OPTIONS =
            ";RETENTION_TIME=1000;WRITE_DELAY=500;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

    private static final String POSTGRESQL = "jdbc:postgresql:";

    private String url = EMBEDDED;
    private String user = "pabal";
    private String password = "";
    private String home = "/var/lib/pabal";

    public void setUrl(String url) {
        this.url = url;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** @param home {@code pabal.home}, for the embedded database */
    public void setHome(String home) {
        this.home = home;
    }

    /** @return the URL that is connected to */
    String effectiveUrl() {
        if (!url.equals(EMBEDDED)) {
            return url;
        }
        return "jdbc:h2:file:"
                + Path.of(home).toAbsolutePath().normalize().resolve("db").resolve("pabal") + EMBEDDED_OPTIONS;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(user, password);
    }

    @Override
    public Connection getConnection(String name, String secret) throws SQLException {
        String target = effectiveUrl();
        Properties properties = new Properties();
        properties.setProperty("user", name);
        properties.setProperty("password", secret);
        if (target.startsWith(POSTGRESQL)) {
            // one statement for a whole group of rows; the URL may say otherwise
            properties.setProperty("reWriteBatchedInserts", "true");
        }
        Connection connection = driver(target).connect(target, properties);
        if (connection == null) {
            throw unknown(target);
        }
        return connection;
    }

    private static Driver driver(String target) throws SQLException {
        if (target.startsWith("jdbc:h2:")) {
            return new org.h2.Driver();
        }
        if (target.startsWith(POSTGRESQL)) {
            return new org.postgresql.Driver();
        }
        throw unknown(target);
    }

    private static SQLException unknown(String target) {
        return new SQLException("pabal.db.url is \"" + target
                + "\", but must begin with jdbc:postgresql:// or be absent for the embedded database");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // the drivers log for themselves
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the URL has the drivers' own timeouts
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no parent logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a wrapper of " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
