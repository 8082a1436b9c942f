package org.pabal.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts what somebody does against a rate: a token bucket for each key, filled evenly, full at first. Kept as the moment at
 * which a bucket will be full again (the generic cell rate algorithm), so a full bucket is no entry at all.
 *
 * <p>The table is bounded. Where there is no room for another key, the fullest bucket makes room: whoever comes with any
 * number of keys, each used a little, pushes out his own buckets and none that is near its end. Safe for many threads.
 */
public final class RateLimiter {
    private final Rate rate;
    private final int maxKeys;
    private final InstantSource clock;
    private final Instant epoch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Level> levels = new HashMap<>();
    private final TreeSet<Level> fullestFirst =
            new TreeSet<>(Comparator.comparingLong(Level::fullAt).thenComparing(Level::key));

    /**
     * How much, in what time.
     *
     * @param burst tokens of a full bucket, 1 to {@value #MAX_BURST}
     * @param per the time in which an empty bucket fills; 1 ms to {@value #MAX_DAYS} days
     */
    public record Rate(int burst, Duration per) {
        public static final int MAX_BURST = 1_000_000;
        public static final int MAX_DAYS = 366;

        public Rate {
            boolean inRange = per.compareTo(Duration.ofMillis(1)) >= 0 && per.compareTo(Duration.ofDays(MAX_DAYS)) <= 0;
            if (burst < 1 || burst > MAX_BURST || !inRange) {
                throw new IllegalArgumentException("a rate is 1 to " + MAX_BURST + " in 1 ms to " + MAX_DAYS + " days");
            }
        }
    }

    /**
     * A bucket that is not full, as operators see it.
     *
     * @param available tokens that could be taken now
     * @param fullAt when it will be full again, if nothing is taken
     */
    public record Bucket(String key, int used, int available, Instant fullAt) {}

    /** @param fullAt nanoseconds since the epoch of the limiter */
    private record Level(String key, long fullAt) {}

    /** @param maxKeys buckets that are not full, at most */
    public RateLimiter(Rate rate, int maxKeys, InstantSource clock) {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("a table has room for a key");
        }
        this.rate = rate;
        this.maxKeys = maxKeys;
        this.clock = clock;
        this.epoch = clock.instant();
    }

    public Rate rate() {
        return rate;
    }

    /** Takes one token. @return whether there was one */
    public boolean take(String key) {
        return take(key, 1);
    }

    /**
     * Takes all of {@code n} tokens or none.
     *
     * @param n positive
     * @return whether there were as many
     */
    public boolean take(String key, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("tokens are taken, not given");
        }
        lock.lock();
        try {
            long now = now();
            long fullAt = fullAt(levels.get(key), now) + Math.multiplyExact((long) n, interval());
            if (fullAt > now + whole()) {
                return false;
            }
            forget(key);
            makeRoom(now);
            Level level = new Level(key, fullAt);
            levels.put(key, level);
            fullestFirst.add(level);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** @return how long until a token can be taken; zero if one can be now */
    public Duration waitFor(String key) {
        lock.lock();
        try {
            long now = now();
            return Duration.ofNanos(Math.max(0, fullAt(levels.get(key), now) + interval() - now - whole()));
        } finally {
            lock.unlock();
        }
    }

    /** Fills the bucket. @return whether it was not full */
    public boolean reset(String key) {
        lock.lock();
        try {
            return forget(key);
        } finally {
            lock.unlock();
        }
    }

    /** Fills all buckets. */
    public void resetAll() {
        lock.lock();
        try {
            levels.clear();
            fullestFirst.clear();
        } finally {
            lock.unlock();
        }
    }

    /** @return the emptiest buckets, the emptiest of all first; none that is full */
    public List<Bucket> emptiest(int limit) {
        lock.lock();
        try {
            long now = now();
            List<Bucket> buckets = new ArrayList<>();
            for (Level level : fullestFirst.descendingSet()) {
                if (buckets.size() >= limit || level.fullAt() <= now) {
                    break;
                }
                buckets.add(bucket(level, now));
            }
            return buckets;
        } finally {
            lock.unlock();
        }
    }

    private Bucket bucket(Level level, long now) {
        long fullAt = fullAt(level, now);
        int available = (int) ((now + whole() - fullAt) / interval());
        return new Bucket(level.key(), rate.burst() - available, available, epoch.plusNanos(fullAt));
    }

    /** An unknown bucket is full; one that a clock which stepped back made emptier than empty is empty. */
    private long fullAt(@Nullable Level level, long now) {
        return level == null ? now : Math.min(Math.max(level.fullAt(), now), now + whole());
    }

    private boolean forget(String key) {
        Level level = levels.remove(key);
        return level != null && fullestFirst.remove(level);
    }

    /** Two at a time, so that full buckets leave faster than others come, at no great cost for anyone. */
    private void makeRoom(long now) {
        for (int i = 0; i < 2 && !levels.isEmpty(); i++) {
            Level fullest = fullestFirst.first();
            if (fullest.fullAt() <= now || levels.size() >= maxKeys) {
                forget(fullest.key());
            }
        }
    }

    private long interval() {
        return Math.max(1, rate.per().toNanos() / rate.burst());
    }

    /** From empty to full: not quite {@code per}, so that no rounding ever gives a token more. */
    private long whole() {
        return interval() * rate.burst();
    }

    private long now() {
        return Duration.between(epoch, clock.instant()).toNanos();
    }
}
