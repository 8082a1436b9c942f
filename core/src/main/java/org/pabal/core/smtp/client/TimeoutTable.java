package org.pabal.core.smtp.client;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Addresses whose connects have timed out, by the rules of qmail's table {@code queue/lock/tcpto} (tcpto.c): after two
 * timeouts at least two minutes apart, with no other answer between them, an address is left alone for 64 to 97 minutes. A
 * hint and no more, so it lives in memory. Safe for many threads.
 */
public final class TimeoutTable {
    /** qmail has room for 64, which a single network that is down can fill. */
    public static final int SIZE = 1_024;

    private static final int MOST_COUNTED = 10;
    private static final int BLOCKED_FROM = 2;
    private static final Duration COUNTED_ONCE = Duration.ofMinutes(2);
    private static final long UNIT_SECONDS = 64;

    private final int size;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<InetAddress, Entry> entries = new LinkedHashMap<>();

    /**
     * @param timeouts that counted, since the last connect that did not time out; 1 to 10
     * @param last when the last of them was
     */
    public record Entry(InetAddress address, int timeouts, Instant last) {
        /** What the entry is worth, in seconds: where there is no room the least one goes. */
        private long worth() {
            return last.getEpochSecond() + 1_024L * timeouts;
        }
    }

    /** @param size entries, at least 1
     * @param random spreads the moments at which an address is tried again */
    public TimeoutTable(int size, RandomGenerator random) {
        this.size = size;
        this.random = random;
    }

    /** Whether a connect is not worth its time now. */
    public boolean isBlocked(InetAddress address, Instant now) {
        lock.lock();
        try {
            Entry entry = entries.get(address);
            return entry != null
                    && entry.timeouts() >= BLOCKED_FROM
                    && now.isBefore(entry.last().plusSeconds(UNIT_SECONDS * (60 + random.nextInt(32))));
        } finally {
            lock.unlock();
        }
    }

    /** A connect has timed out. */
    public void timedOut(InetAddress address, Instant now) {
        lock.lock();
        try {
            Entry entry = entries.get(address);
            if (entry == null) {
                makeRoom();
                entries.put(address, new Entry(address, 1, now));
            } else if (!now.isBefore(entry.last().plus(COUNTED_ONCE))) {
                entries.put(address, new Entry(address, Math.min(MOST_COUNTED, entry.timeouts() + 1), now));
            }
        } finally {
            lock.unlock();
        }
    }

    /** A connect has come to something else than a timeout: there is a connection, or somebody refused it. */
    public void answered(InetAddress address) {
        lock.lock();
        try {
            entries.remove(address);
        } finally {
            lock.unlock();
        }
    }

    /** @return all entries, also those that do not block yet, in the order in which they came */
    public List<Entry> entries() {
        lock.lock();
        try {
            return List.copyOf(entries.values());
        } finally {
            lock.unlock();
        }
    }

    public void clear() {
        lock.lock();
        try {
            entries.clear();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        if (entries.size() >= size) {
            entries.values().stream()
                    .min(Comparator.comparingLong(Entry::worth))
                    .map(Entry::address)
                    .ifPresent(entries::remove);
        }
    }
}
