package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.ejb.database.DurableCommit;
import org.pabal.ejb.log.QueueLog;

/** Begin and end of the queue's work on this node. */
@ApplicationScoped
public class QueueLife {
    private static final Logger LOG = Logger.getLogger(QueueLife.class.getName());

    @Inject
    NodeLease node;

    @Inject
    GroupCommit groupCommit;

    @Inject
    DurableCommit durable;

    @Inject
    DeliveryPause pause;

    @Inject
    StandingDirectives directives;

    @Inject
    Dispatcher dispatcher;

    @Inject
    BellWatch bells;

    @Inject
    QueueSweeper sweeper;

    @Inject
    QueueStatistics statistics;

    @Inject
    QueueLog log;

    public void begin() {
        try {
            int left = node.begin();
            if (left > 0) {
                LOG.log(
                        Level.INFO,
                        "{0} recipients were being delivered when this node stopped last; they are due now",
                        left);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the queue cannot be opened: " + e.getMessage(), e);
        }
        log.status();
        directives.begin();
        pause.begin();
        groupCommit.start();
        bells.start();
        dispatcher.start();
        sweeper.start();
        statistics.begin();
    }

    /** Finishes running deliveries as far as there is time, records what they came to, and writes everything down. */
    public void end() throws InterruptedException {
        log.stopping();
        directives.end();
        sweeper.stop();
        dispatcher.stop();
        bells.stop();
        groupCommit.stop();
        log.exiting();
        // while there is a pool to give the connection back to
        durable.close();
    }
}
