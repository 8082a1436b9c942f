package org.pabal.ejb.database;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the databases that can hold the queue. */
public enum Dialect {
    /** Embedded: a file below {@code pabal.home}. */
    H2 {
        @Override
        String octetsType() {
            return "varbinary(1048576)";
        }

        @Override
        String[] migrations() {
            return new String[] {"classpath:db/migration"};
        }

        @Override
        public String nextValue(String sequence) {
            return "select next value for " + sequence;
        }

        @Override
        public boolean locksInOrder() {
            return false;
        }
    },
    POSTGRESQL {
        @Override
        String octetsType() {
            return "bytea";
        }

        @Override
        String[] migrations() {
            return new String[] {"classpath:db/migration", "classpath:db/postgresql"};
        }

        @Override
        public String nextValue(String sequence) {
            return "select nextval('" + sequence + "')";
        }

        @Override
        public boolean locksInOrder() {
            return true;
        }
    };

    /** @return the column type for octets */
    abstract String octetsType();

    /** @param sequence a name from our own migrations
     * @return the query for its next value */
    public abstract String nextValue(String sequence);

    /** @return whether a query that locks its rows can take them from an index in its order; if not, it sorts all there are */
    public abstract boolean locksInOrder();

    /** @return where Flyway looks: what both need, and what only this one does */
    abstract String[] migrations();

    /** @throws IllegalStateException for a database that Pabal does not know */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new IllegalStateException(
                        "pabal.db.url leads to " + product
                                + ", but Pabal keeps its queue in H2 or PostgreSQL only. Set pabal.db.url to a jdbc:postgresql:// URL, or remove it for H2.");
        };
    }
}
