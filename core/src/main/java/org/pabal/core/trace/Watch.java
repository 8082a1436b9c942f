package org.pabal.core.trace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One watcher's side: sessions put lines in, the watcher takes them out. Whoever reads too slowly loses lines and is told how
 * many, where they are missing; sessions never wait for it.
 */
public final class Watch implements AutoCloseable {
    /** lines that wait to be read */
    static final int CAPACITY = 1000;

    private final Traces traces;
    private final TraceFilter filter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<TraceEvent> events = new ArrayDeque<>();
    private long lost;
    private boolean over;

    Watch(Traces traces, TraceFilter filter) {
        this.traces = traces;
        this.filter = filter;
    }

    TraceFilter filter() {
        return filter;
    }

    /**
     * Waits for the next event.
     *
     * @return empty if none came in this time, or the watch is over
     * @throws InterruptedException if the thread should end
     */
    public Optional<TraceEvent> next(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (events.isEmpty() && lost == 0 && !over && left > 0) {
                left = news.awaitNanos(left);
            }
            return events.isEmpty() ? loss() : Optional.of(events.remove());
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing will come any more. */
    public boolean isOver() {
        lock.lock();
        try {
            return over && events.isEmpty() && lost == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is put in any more; what is in can still be taken out. */
    @Override
    public void close() {
        traces.leave(this);
        lock.lock();
        try {
            over = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void offer(TraceEvent.Line line) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            // after a loss only when there is room again: a few long gaps tell more than many short ones
            if (events.size() >= (lost > 0 ? CAPACITY / 2 : CAPACITY)) {
                lost++;
                return;
            }
            loss().ifPresent(events::add);
            events.add(line);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    private Optional<TraceEvent> loss() {
        Optional<TraceEvent> loss = lost > 0 ? Optional.of(new TraceEvent.Lost(lost)) : Optional.empty();
        lost = 0;
        return loss;
    }
}
