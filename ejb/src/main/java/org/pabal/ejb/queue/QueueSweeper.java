package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.Channel;

/**
 * Finds what no bell rang for: recipients whose next attempt is due, whose node died, or for whom there was no room in memory.
 * Once a second; sooner again as long as there is more.
 */
@ApplicationScoped
public class QueueSweeper {
    private static final Logger LOG = Logger.getLogger(QueueSweeper.class.getName());
    private static final int CLAIM = 2_000;
    private static final int RENEW_EVERY = 10;
    private static final int GARBAGE = 100;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    NodeLease node;

    @Inject
    DueClaim claim;

    @Inject
    Dispatcher dispatcher;

    @Inject
    ContentGarbage garbage;

    private @Nullable ScheduledFuture<?> task;
    private int rounds;
    private boolean troubled;

    void start() {
        task = scheduler.scheduleWithFixedDelay(this::sweep, 200, 1000, TimeUnit.MILLISECONDS);
    }

    void stop() {
        ScheduledFuture<?> running = task;
        if (running != null) {
            running.cancel(false);
        }
    }

    private void sweep() {
        try {
            dispatcher.ringAgain();
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
