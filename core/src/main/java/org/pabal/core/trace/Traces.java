package org.pabal.core.trace;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Where watchers and sessions meet: one for the whole application. */
public final class Traces {
    /** who may watch at the same time */
    public static final int WATCHES = 16;

    /** characters that all backlogs together may hold */
    private static final long BACKLOG = 8L << 20;

    private final InstantSource clock;
    private final AtomicLong backlogRoom = new AtomicLong(BACKLOG);
    private volatile Watches watches = Watches.NONE;
    private boolean over;

    public Traces(InstantSource clock) {
        this.clock = clock;
    }

    /** @return to be closed by the watcher; empty if there are too many, or no more will be */
    public synchronized Optional<Watch> watch(TraceFilter filter) {
        if (over || watches.all().size() >= WATCHES) {
            return Optional.empty();
        }
        Watch watch = new Watch(this, filter);
        watches = watches.with(watch);
        return Optional.of(watch);
    }

    /** Ends all watches; there will be none any more. */
    public void end() {
        Watches open;
        synchronized (this) {
            over = true;
            open = watches;
        }
        open.all().forEach(Watch::close);
    }

    Watches watches() {
        return watches;
    }

    synchronized void leave(Watch watch) {
        watches = watches.without(watch);
    }

    InstantSource clock() {
        return clock;
    }

    AtomicLong backlogRoom() {
        return backlogRoom;
    }
}
