package org.pabal.ejb.queue;

import java.time.Instant;
import org.pabal.core.address.ReversePath;
import org.pabal.core.operations.Directive;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.RecipientState;

/** What is to be recorded of one recipient. */
public sealed interface RecipientOutcome {
    DueRecipient recipient();

    /** Its row goes: it is delivered, or it failed and its sender does not want to know. */
    record Delivered(DueRecipient recipient) implements RecipientOutcome {}

    /** It waits for its next attempt. */
    record Deferred(DueRecipient recipient, Times times, String report) implements RecipientOutcome {}

    /**
     * It waits for the bounce, or for the report of its success.
     *
     * @param state one that {@link RecipientState#isFinished()}
     */
    record Finished(DueRecipient recipient, Instant attempted, RecipientState state, String report)
            implements RecipientOutcome {}

    /** It was not tried after all: anybody may take it, at once. */
    record Released(DueRecipient recipient) implements RecipientOutcome {}

    /**
     * A directive keeps it from being tried.
     *
     * @param at when that was found
     */
    record Taken(DueRecipient recipient, Instant at, Directive directive) implements RecipientOutcome {}

    /**
     * @param attempted when the attempt began
     * @param nextAttempt when to try again, should this be a deferral
     * @param late whether the sender is to be told that it waits, if he wants to know, and was not told yet
     */
    record Times(Instant attempted, Instant nextAttempt, boolean late) {}

    private static RecipientState reached(Channel channel) {
        return channel == Channel.LOCAL ? RecipientState.DELIVERED : RecipientState.RELAYED;
    }

    /** Nobody tells a bounce (RFC 3461 §6.1). */
    private static boolean hasSender(DueRecipient recipient) {
        ReversePath sender = recipient.mail().sender();
        return !(sender instanceof ReversePath.Null || sender instanceof ReversePath.DoubleBounce);
    }

    /** Success is told where it is asked for (RFC 3461 §5.2.2). */
    private static boolean isToBeTold(DueRecipient recipient, DeliveryOutcome.Delivered delivered) {
        return recipient.options().wish().onSuccess() && !delivered.reportedElsewhere() && hasSender(recipient);
    }

    private static Times wanted(DueRecipient recipient, Times times) {
        boolean told = times.late() && recipient.options().wish().onDelay() && hasSender(recipient);
        return new Times(times.attempted(), times.nextAttempt(), told);
    }

    static RecipientOutcome of(DueRecipient recipient, DeliveryOutcome outcome, Times times) {
        return switch (outcome) {
            case DeliveryOutcome.Delivered delivered ->
                isToBeTold(recipient, delivered)
                        ? new Finished(recipient, times.attempted(), reached(recipient.channel()), delivered.text())
                        : new Delivered(recipient);
            case DeliveryOutcome.Deferred deferred ->
                new Deferred(recipient, wanted(recipient, times), deferred.text());
            case DeliveryOutcome.Failed failed ->
                recipient.options().wish().onFailure()
                        ? new Finished(recipient, times.attempted(), RecipientState.FAILED, failed.text())
                        : new Delivered(recipient);
        };
    }
}
