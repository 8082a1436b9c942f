package org.pabal.connector;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.TimerTask;

/** One for all sessions: timed socket reads would cost a timer for each read. */
final class Watchdog extends TimerTask {
    private static final Logger LOG = System.getLogger(Watchdog.class.getName());

    private final Collection<Listener> listeners;

    /** @param listeners a live view */
    Watchdog(Collection<Listener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void run() {
        try {
            long now = System.nanoTime();
            listeners.forEach(listener -> listener.sweep(now));
        } catch (RuntimeException e) {
            // the timer would never run again
            LOG.log(Level.ERROR, "a sweep over the sessions failed", e);
        }
    }
}
