package org.pabal.ejb.queue;

import java.time.Instant;
import org.pabal.core.operations.Directive;

/**
 * A directive as operators see it.
 *
 * @param recipients to how many it was applied so far, but for other routes, which nobody counts
 */
public record StandingDirective(
        Directive directive, String reason, String createdBy, Instant createdAt, State state, long recipients) {
    /** How far it is with the mail that was there before. */
    public enum State {
        /** it stands, and a walk through the queue applies it to mail that waits for its next attempt */
        APPLYING,
        STANDING,
        /** it does not stand any more, and a walk through the queue releases what it holds */
        ENDING
    }
}
