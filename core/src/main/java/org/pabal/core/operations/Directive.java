package org.pabal.core.operations;

import java.time.Instant;
import org.pabal.core.queue.RecipientState;

/**
 * An order that stands: it is for the mail that is there and for all that comes, until it expires or is withdrawn.
 *
 * @param id grows with time
 */
public record Directive(long id, Order order, Instant expires) {
    /** @throws IllegalArgumentException with a sentence without its period, if the order cannot stand */
    public Directive {
        requireStanding(order);
    }

    /** @throws IllegalArgumentException with a sentence without its period, if the order cannot stand */
    public static void requireStanding(Order order) {
        boolean stands = switch (order.verb()) {
            case Verb.Hold hold -> true;
            case Verb.Expire expire -> true;
            case Verb.Reroute reroute -> true;
            case Verb.Delete delete -> true;
            case Verb.Release release -> false;
            case Verb.Retry retry -> false;
        };
        if (!stands) {
            throw new IllegalArgumentException("a directive is one of: hold, expire, reroute, delete");
        }
        if (order.selector()
                .state()
                .filter(state -> state != RecipientState.WAITING)
                .isPresent()) {
            throw new IllegalArgumentException("a directive is for mail that waits, whatever its 'state'");
        }
    }

    /** Whether recipients that it means are not tried at all. */
    public boolean takes() {
        return !(order.verb() instanceof Verb.Reroute);
    }

    boolean isFor(MailFacts mail, Instant now) {
        return now.isBefore(expires) && order.selector().matches(mail, now);
    }
}
