package org.pabal.ejb.queue;

import java.time.Duration;
import org.pabal.core.operations.Directive;
import org.pabal.core.operations.Order;

/**
 * A directive that somebody wants to give.
 *
 * @param reason for other people: 1 to 1000 characters
 * @param lasting from now; up to {@link #LONGEST}
 */
public record DirectiveWish(Order order, String reason, Duration lasting, String createdBy) {
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final int REASON = 1_000;

    /** @throws IllegalArgumentException with a sentence without its period that names what is wrong */
    public DirectiveWish {
        Directive.requireStanding(order);
        if (reason.isBlank() || reason.length() > REASON) {
            throw new IllegalArgumentException("'reason' says why, in 1 to " + REASON + " characters");
        }
        if (!lasting.isPositive() || lasting.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'expires' is a time from now, as 2h, up to " + LONGEST.toDays() + "d");
        }
    }
}
