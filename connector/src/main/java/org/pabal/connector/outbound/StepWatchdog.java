package org.pabal.connector.outbound;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Closes sockets whose step has lasted too long, so that neither reads nor writes need a time limit of their own, which would
 * cost more than the writing of one field. Its thread lives only while there is something to watch.
 */
final class StepWatchdog {
    private static final System.Logger LOG = System.getLogger(StepWatchdog.class.getName());

    /** How late a deadline may be noticed. */
    private static final Duration TICK = Duration.ofMillis(100);

    private final Set<ClientWire> watched = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Runnable everyTick;
    private final long origin = System.nanoTime();
    private volatile long latest = Long.MAX_VALUE;
    private boolean awake;

    /** @param everyTick what else is to be looked after; must not block */
    StepWatchdog(Runnable everyTick) {
        this.everyTick = everyTick;
    }

    /** @return nanoseconds since this watchdog was made: never negative, so they compare as they are */
    long now() {
        return System.nanoTime() - origin;
    }

    long in(Duration duration) {
        return now() + duration.toNanos();
    }

    void watch(ClientWire wire) {
        watched.add(wire);
        lock.lock();
        try {
            if (!awake) {
                awake = true;
                Thread.ofVirtual().name("pabal-outbound-watchdog").start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    void forget(ClientWire wire) {
        watched.remove(wire);
    }

    /** From now on no step may last longer than this. */
    void hurry(Duration remaining) {
        latest = in(remaining);
    }

    private void run() {
        while (stayAwake()) {
            LockSupport.parkNanos(this, TICK.toNanos());
            try {
                closeOverdue();
                everyTick.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "watching over outgoing sessions", e);
            }
        }
    }

    private void closeOverdue() {
        long now = now();
        boolean late = now > latest;
        for (ClientWire wire : watched) {
            if (late || wire.isOverdue(now)) {
                wire.close();
            }
        }
    }

    private boolean stayAwake() {
        lock.lock();
        try {
            awake = !watched.isEmpty();
            return awake;
        } finally {
            lock.unlock();
        }
    }
}
