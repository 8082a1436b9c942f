package org.pabal.core.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/** The last lines of one session, for watchers that do not know yet whether they want it. */
final class Backlog {
    static final int LINES = 100;

    private static final long OVERHEAD = 100;

    private final AtomicLong room;
    private final Deque<TraceEvent.Line> lines = new ArrayDeque<>();
    private long omitted;

    /** @param room characters that all backlogs together may still take */
    Backlog(AtomicLong room) {
        this.room = room;
    }

    /** An older line goes where there is no room for both. */
    void add(TraceEvent.Line line) {
        if (lines.size() == LINES) {
            dropOldest();
        }
        while (!takeRoom(line)) {
            if (lines.isEmpty()) {
                omitted++;
                return;
            }
            dropOldest();
        }
        lines.add(line);
    }

    void replayTo(Watch watch) {
        TraceEvent.Line first = lines.peek();
        if (first != null && omitted > 0) {
            watch.offer(
                    new TraceEvent.Line(first.at(), first.session(), TraceEvent.Kind.OMITTED, Long.toString(omitted)));
        }
        lines.forEach(watch::offer);
    }

    void clear() {
        lines.forEach(line -> room.addAndGet(size(line)));
        lines.clear();
        omitted = 0;
    }

    private void dropOldest() {
        room.addAndGet(size(lines.remove()));
        omitted++;
    }

    private boolean takeRoom(TraceEvent.Line line) {
        if (room.addAndGet(-size(line)) < 0) {
            room.addAndGet(size(line));
            return false;
        }
        return true;
    }

    private static long size(TraceEvent.Line line) {
        return line.text().length() + OVERHEAD;
    }
}
