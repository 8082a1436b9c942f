package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.queue.Channel;

/**
 * Finds what no bell rang for: recipients whose next attempt is due, whose node died, or for whom there was no room in memory.
 * {@link QueueSweep} has it look once a second.
 */
@ApplicationScoped
public class QueueSweeper {
    private static final Logger LOG = Logger.getLogger(QueueSweeper.class.getName());
    private static final int CLAIM = 2_000;
    private static final int RENEW_EVERY = 10;
    private static final int GARBAGE = 100;

    @Inject
    NodeLease node;

    @Inject
    DueClaim claim;

    @Inject
    Dispatcher dispatcher;

    @Inject
    ContentGarbage garbage;

    private volatile boolean started;
    private int rounds;
    private boolean troubled;

    void start() {
        started = true;
    }

    void stop() {
        started = false;
    }

    /** To be called by one thread at a time. */
    void sweepIfStarted() {
        if (started) {
            sweep();
        }
    }

    private void sweep() {
        try {
            dispatcher.beginUnheard();
            if (rounds++ % RENEW_EVERY == 0) {
                renew();
            }
            for (Channel channel : Channel.values()) {
                for (Share share : Share.values()) {
                    claimDue(channel, share);
                }
            }
            removeGarbage();
            if (troubled) {
                troubled = false;
                LOG.info("The queue is swept again");
            }
        } catch (SQLException | RuntimeException e) {
            if (!troubled) {
                troubled = true;
                LOG.log(Level.WARNING, "The queue cannot be swept just now; trying again each second", e);
            }
        }
    }

    private void renew() throws SQLException {
        if (!node.renew()) {
            LOG.warning("Another node took this one for dead and took over its deliveries");
            node.begin();
        }
        int freed = node.takeOver();
        if (freed > 0) {
            LOG.log(Level.WARNING, "A node died; {0} of its recipients are due", freed);
        }
    }

    /** Only so much each time, since due recipients and the lease do not wait. */
    private void removeGarbage() {
        for (int i = 0; i < GARBAGE && garbage.removeSome(); i++) {}
    }

    private void claimDue(Channel channel, Share share) {
        int room = Math.min(CLAIM, dispatcher.room(channel, share));
        while (room > 0) {
            List<DueRecipient> claimed = claim.claim(channel, share, room);
            dispatcher.offer(claimed);
            room = claimed.size() < room ? 0 : Math.min(CLAIM, dispatcher.room(channel, share));
        }
    }
}
