package org.pabal.ejb.database;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/** Defines the pool for the whole application; {@code pabal.db.url} and its companions are read when the domain starts. */
@DataSourceDefinition(
        name = PabalDatabase.JNDI,
        className = "org.pabal.ejb.database.PabalDataSource",
        url = "${MPCONFIG=pabal.db.url:embedded}",
        user = "${MPCONFIG=pabal.db.user:pabal}",
        password = "${MPCONFIG=pabal.db.password:pabal}",
        minPoolSize = 4,
        maxPoolSize = 64,
        properties = {
            "home=${MPCONFIG=pabal.home:/var/lib/pabal}",
            // a database that was restarted, or closed itself on a full disk, must be noticed without a redeployment;
            // H2 calls
            // a connection valid whose database is closed, so something is asked, of a table that both databases always
            // have
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=table",
            "fish.payara.validation-table-name=information_schema.information_schema_catalog_name",
            "fish.payara.validate-atmost-once-period-in-seconds=5",
            "fish.payara.fail-all-connections=true",
            "fish.payara.max-wait-time-in-millis=10000"
        })
@Singleton
public class PabalDatabase {
    public static final String JNDI = "java:app/jdbc/pabal";
}
