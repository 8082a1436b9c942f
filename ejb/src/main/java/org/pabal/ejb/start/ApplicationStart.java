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
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.pabal.core.loading.EarlyLoading;
import org.pabal.core.routing.NameServers;
import org.pabal.ejb.admin.AdminAccounts;
import org.pabal.ejb.control.FirstStart;
import org.pabal.ejb.control.PabalHome;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.SchemaMigration;
import org.pabal.ejb.log.ServiceLogs;
import org.pabal.ejb.program.UserPrograms;
import org.pabal.ejb.queue.QueueLife;
import org.pabal.ejb.trace.Tracing;

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
    UserPrograms programs;

    @Inject
    QueueLife queue;

    @Inject
    Tracing tracing;

    @Inject
    Readiness readiness;

    @Inject
    @ConfigProperty(name = "pabal.dns.servers")
    Optional<String> nameServers;

    @PostConstruct
    void start() {
        checkSettings();
        loadAhead();
        home.prepare();
        schema.run();
        persistent.forEach(BoundAtStart::bind);
        settings.run();
        administrators.start();
        logs.start();
        programs.begin();
        beginOrEnd(queue::begin, this::stop);
        readiness.set(true);
        LOG.log(Level.INFO, "Pabal takes mail; its home is {0}", home.path());
    }

    /** Nobody stops an application that did not start, and its threads would go on for as long as the server runs. */
    static void beginOrEnd(Runnable begin, Runnable end) {
        try {
            begin.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "The queue cannot be worked on", e);
            end.run();
            throw e;
        }
    }

    /** Deliveries and sessions run on virtual threads, which must not be made to wait for a class loader. */
    private static void loadAhead() {
        try {
            EarlyLoading.load(ApplicationStart.class);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "classes of the application are loaded only when they are used", e);
        }
    }

    /** What the container would only complain about at the first delivery, and not in a sentence. */
    private void checkSettings() {
        try {
            nameServers.ifPresent(NameServers::require);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("pabal.dns.servers: " + e.getMessage(), e);
        }
    }

    @PreDestroy
    void stop() {
        readiness.set(false);
        tracing.end();
        try {
            queue.end();
            logs.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
