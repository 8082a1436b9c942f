package org.pabal.ejb.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.pabal.core.policy.RateLimiter;
import org.pabal.core.policy.RateLimiter.Rate;
import org.pabal.core.routing.Route;

/** How many recipients went to each destination that has a rate. Each node counts for itself. Not thread-safe. */
final class DestinationRates {
    /** Destinations of one rate that are counted, at most. */
    private static final int MAX_DESTINATIONS = 10_000;

    private final InstantSource clock;
    private final Map<Rate, RateLimiter> limiters = new HashMap<>();

    DestinationRates(InstantSource clock) {
        this.clock = clock;
    }

    /** @return whether one more recipient may go; then it is counted */
    boolean take(Rate rate, Route route) {
        return limiter(rate).take(route.text());
    }

    /** @return until one more recipient may go */
    Duration waitFor(Rate rate, Route route) {
        return limiter(rate).waitFor(route.text());
    }

    private RateLimiter limiter(Rate rate) {
        return limiters.computeIfAbsent(rate, r -> new RateLimiter(r, MAX_DESTINATIONS, clock));
    }
}
