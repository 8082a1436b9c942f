package org.pabal.ejb.queue;

import java.time.Instant;
import org.pabal.core.queue.DeliveryOutcome;

/** What is to be recorded of one recipient. */
public sealed interface RecipientOutcome {
    DueRecipient recipient();

    /** Its row goes. */
    record Delivered(DueRecipient recipient) implements RecipientOutcome {}

    /** It waits for its next attempt. */
    record Deferred(DueRecipient recipient, Instant attempted, Instant nextAttempt, String report)
            implements RecipientOutcome {}

    /** It waits for the bounce. */
    record Failed(DueRecipient recipient, Instant attempted, String report) implements RecipientOutcome {}

    /** It was not tried after all: anybody may take it, at once. */
    record Released(DueRecipient recipient) implements RecipientOutcome {}

    /**
     * @param attempted when the attempt began
     * @param nextAttempt when to try again, should this be a deferral
     */
    static RecipientOutcome of(
            DueRecipient recipient, DeliveryOutcome outcome, Instant attempted, Instant nextAttempt) {
        return switch (outcome) {
            case DeliveryOutcome.Delivered delivered -> new Delivered(recipient);
            case DeliveryOutcome.Deferred deferred -> new Deferred(recipient, attempted, nextAttempt, deferred.text());
            case DeliveryOutcome.Failed failed -> new Failed(recipient, attempted, failed.text());
        };
    }
}
