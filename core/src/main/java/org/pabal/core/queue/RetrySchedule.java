package org.pabal.core.queue;

import java.time.Duration;
import java.time.Instant;

/**
 * qmail's quadratic back-off: next attempt = birth + (⌊√age⌋ + skip)² seconds, so gaps grow linearly and mail is tried often
 * while young. Past the lifetime there is one last attempt, then a bounce (qmail-send: nextretry).
 *
 * @param skip 10 for local, 20 for remote recipients
 * @param lifetime the control setting {@code queuelifetime}
 */
public record RetrySchedule(int skip, Duration lifetime) {
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);

    public static RetrySchedule of(Channel channel, Duration lifetime) {
        return new RetrySchedule(channel == Channel.LOCAL ? 10 : 20, lifetime);
    }

    /** @return when to try again, counted from {@code birth}; a clock that stepped back counts as newborn */
    public Instant nextAttempt(Instant birth, Instant now) {
        Duration age = Duration.between(birth, now);
        long root = age.isNegative() ? 0 : Math.min(65_535, (long) Math.sqrt((double) age.toSeconds()));
        return birth.plusSeconds((root + skip) * (root + skip));
    }

    /** @return whether an attempt that starts now is the last one; as in qmail, which counts whole seconds */
    public boolean isLastAttempt(Instant birth, Instant now) {
        return Duration.between(birth, now).toSeconds() > lifetime.toSeconds();
    }
}
