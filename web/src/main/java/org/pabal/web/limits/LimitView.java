package org.pabal.web.limits;

import java.time.Instant;
import org.pabal.core.policy.RateLimits.Usage;

/**
 * A bucket that is not full.
 *
 * @param key as {@code address:192.0.2.1}
 * @param rule as a line of the setting ratelimits, with its time in seconds
 */
public record LimitView(String key, String rule, int used, int available, Instant fullAt) {
    static LimitView of(Usage usage) {
        return new LimitView(
                usage.bucket().key(),
                usage.rule().toString(),
                usage.bucket().used(),
                usage.bucket().available(),
                usage.bucket().fullAt());
    }
}
