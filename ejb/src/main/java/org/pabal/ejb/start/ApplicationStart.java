package org.pabal.ejb.start;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.ejb.admin.AdminAccounts;
import org.pabal.ejb.control.FirstStart;
import org.pabal.ejb.control.PabalHome;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.SchemaMigration;
import org.pabal.ejb.log.ServiceLogs;
import org.pabal.ejb.queue.QueueLife;

/** Starts the parts in the order in which they stand on each other, and stops them in reverse. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class ApplicationStart {
    private static final Logger LOG = Logger.getLogger(ApplicationStart.class.getName());

    @Inject
    PabalHome home;

    @Inject
    @Any
    Instance<BoundAtStart> persistent;

    @Inject
    FirstStart settings;

    @Inject
    SchemaMigration schema;

    @Inject
    AdminAccounts administrators;

    @Inject
    ServiceLogs logs;

    @Inject
    QueueLife queue;

    @Inject
    Readiness readiness;

    @PostConstruct
    void start() {
        home.prepare();
        schema.run();
        persistent.forEach(BoundAtStart::bind);
        settings.run();
        administrators.start();
        logs.start();
        queue.begin();
        readiness.set(true);
        LOG.log(Level.INFO, "Pabal takes mail; its home is {0}", home.path());
    }

    @PreDestroy
    void stop() {
        readiness.set(false);
        try {
            queue.end();
            logs.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
