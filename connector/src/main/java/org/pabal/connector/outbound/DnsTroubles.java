package org.pabal.connector.outbound;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.xbill.DNS.Name;

/**
 * Questions that had no answer lately (RFC 2308 §7): whoever puts one of them again need not wait for the same silence. Keeps
 * the latest, so many at most. Safe for many threads.
 */
final class DnsTroubles {
    private final long nanosKept;
    private final int most;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    /** the oldest first */
    private final Map<Question, Trouble> troubles = new LinkedHashMap<>();

    private record Question(Name name, int type) {}

    private record Trouble(String why, long since) {}

    /** @param kept zero to remember none
     * @param nanoTime as {@link System#nanoTime()} */
    DnsTroubles(Duration kept, int most, LongSupplier nanoTime) {
        this.nanosKept = kept.toNanos();
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** @return why the question had no answer a short while ago */
    Optional<String> find(Name name, int type) {
        lock.lock();
        try {
            Trouble trouble = troubles.get(new Question(name, type));
            return trouble == null || isOver(trouble) ? Optional.empty() : Optional.of(trouble.why());
        } finally {
            lock.unlock();
        }
    }

    void remember(Name name, int type, String why) {
        if (nanosKept == 0) {
            return;
        }
        lock.lock();
        try {
            Question question = new Question(name, type);
            troubles.remove(question);
            troubles.put(question, new Trouble(why, nanoTime.getAsLong()));
            makeRoom();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        var oldest = troubles.values().iterator();
        while (oldest.hasNext() && (isOver(oldest.next()) || troubles.size() > most)) {
            oldest.remove();
        }
    }

    private boolean isOver(Trouble trouble) {
        return nanoTime.getAsLong() - trouble.since() >= nanosKept;
    }
}
