package org.pabal.connector;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The open sessions of one listener. */
final class LiveSessions {
    private final Set<Lifeline> sessions = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();

    void add(Lifeline session) {
        sessions.add(session);
    }

    void remove(Lifeline session) {
        sessions.remove(session);
        if (sessions.isEmpty()) {
            lock.lock();
            try {
                none.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    void forEach(Consumer<Lifeline> action) {
        sessions.forEach(action);
    }

    /** @return whether the last session has ended within this time */
    boolean awaitNone(Duration patience) {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (!sessions.isEmpty() && nanos > 0) {
                nanos = none.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return sessions.isEmpty();
    }
}
