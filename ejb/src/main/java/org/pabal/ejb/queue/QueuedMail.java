package org.pabal.ejb.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.operations.Relay;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientState;

/**
 * A queued message as an operator sees it.
 *
 * @param octets size of the content as stored, lines ended by LF
 * @param birth when it was accepted
 * @param bounceDue all recipients are done, some failed, and the bounce is still to be sent
 * @param recipients those that are not delivered, in the order of acceptance; the delivered ones are forgotten
 */
public record QueuedMail(
        QueueId id,
        ReversePath sender,
        BodyType body,
        long octets,
        Instant birth,
        boolean bounceDue,
        List<Recipient> recipients) {
    public QueuedMail {
        recipients = List.copyOf(recipients);
    }

    /** @return whether a bounce will be sent, as {@code qmail-qread} says it */
    public boolean bouncing() {
        return bounceDue || recipients.stream().anyMatch(r -> r.state().isFinished());
    }

    /**
     * One recipient that is not delivered.
     *
     * @param position its place in the envelope
     * @param address rewritten, as it is delivered
     * @param attempts how many delivery attempts ended in a deferral
     * @param lastAttempt when the last of them ended
     * @param nextAttempt when it is due; means nothing unless it is waiting
     * @param lastReport what the last attempt, or an operator, left behind
     * @param inFlight a delivery of it is running, or about to
     * @param relay where an operator sends it
     * @param directive that holds it
     */
    public record Recipient(
            int position,
            EmailAddress address,
            Channel channel,
            RecipientState state,
            int attempts,
            Optional<Instant> lastAttempt,
            Instant nextAttempt,
            Optional<String> lastReport,
            boolean inFlight,
            Optional<Relay> relay,
            Optional<Long> directive) {}
}
