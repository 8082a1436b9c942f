package org.pabal.core.local;

import org.pabal.core.queue.DeliveryOutcome;

/** A mailbox has no room for a message. */
final class OverQuotaException extends Exception {
    private final transient DeliveryOutcome outcome;

    OverQuotaException(DeliveryOutcome outcome) {
        super(outcome.text());
        this.outcome = outcome;
    }

    DeliveryOutcome outcome() {
        return outcome;
    }
}
