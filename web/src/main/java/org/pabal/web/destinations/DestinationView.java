package org.pabal.web.destinations;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.pabal.ejb.queue.DestinationState;

/**
 * Where mail goes: a domain, or a host of {@code smtproutes}.
 *
 * @param destination {@code example.org}, or {@code relay.example.org:25}
 * @param waiting recipients that are due and held in memory
 * @param running deliveries on their way
 * @param concurrency deliveries that may be on their way at the same time; grows and shrinks with what they come to
 * @param standing {@code new}, {@code served}, or {@code refused} if all recipients of its last delivery were deferred
 * @param asleep until when its rate is used up; absent unless it is
 */
public record DestinationView(
        String destination, int waiting, int running, int concurrency, String standing, Optional<Instant> asleep) {
    public static DestinationView of(DestinationState state) {
        return new DestinationView(
                state.route().text(),
                state.waiting(),
                state.running(),
                state.concurrency(),
                state.standing().name().toLowerCase(Locale.ROOT),
                state.asleep());
    }
}
