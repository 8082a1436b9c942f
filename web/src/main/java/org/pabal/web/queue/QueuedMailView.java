package org.pabal.web.queue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.bounce.FailureCause;
import org.pabal.core.operations.Relay;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.queue.QueuedMail;

/**
 * A queued message.
 *
 * @param sender empty for a bounce, {@code #@[]} for a double bounce
 * @param octets size of the content
 * @param arrived when it was accepted
 * @param bouncing some of its recipients failed, or its sender wants to be told of success, so a report will follow
 * @param recipients those that are not delivered
 */
public record QueuedMailView(
        long id, String sender, long octets, Instant arrived, boolean bouncing, List<RecipientView> recipients) {
    /**
     * @param address rewritten, as it is delivered
     * @param channel {@code local} or {@code remote}
     * @param state {@code waiting}, {@code held}, {@code failed}, or {@code delivered} or {@code relayed} if the sender is to be told
     * @param nextAttempt absent unless it is waiting
     * @param lastReport what the last attempt came to
     * @param cause why that was: {@link FailureCause#word()}; absent without a report, and after a success
     * @param inFlight a delivery is running
     * @param relay where an operator sends it, as in smtproutes
     * @param directive that holds it
     */
    public record RecipientView(
            String address,
            String channel,
            String state,
            int attempts,
            Optional<Instant> lastAttempt,
            Optional<Instant> nextAttempt,
            Optional<String> lastReport,
            Optional<String> cause,
            boolean inFlight,
            Optional<String> relay,
            Optional<Long> directive) {
        static RecipientView of(QueuedMail.Recipient recipient) {
            boolean delivered =
                    recipient.state() == RecipientState.DELIVERED || recipient.state() == RecipientState.RELAYED;
            boolean waiting = recipient.state() == RecipientState.WAITING;
            return new RecipientView(
                    recipient.address().text(),
                    recipient.channel().name().toLowerCase(Locale.ROOT),
                    recipient.state().name().toLowerCase(Locale.ROOT),
                    recipient.attempts(),
                    recipient.lastAttempt(),
                    waiting ? Optional.of(recipient.nextAttempt()) : Optional.empty(),
                    recipient.lastReport(),
                    recipient
                            .lastReport()
                            .filter(report -> !delivered)
                            .map(report -> FailureCause.of(report).word()),
                    recipient.inFlight(),
                    recipient.relay().map(Relay::text),
                    recipient.directive());
        }
    }

    static QueuedMailView of(QueuedMail mail) {
        return new QueuedMailView(
                mail.id().value(),
                mail.sender().text(),
                mail.octets(),
                mail.birth(),
                mail.bouncing(),
                mail.recipients().stream().map(RecipientView::of).toList());
    }
}
