package org.pabal.ejb.bounce;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.bounce.BouncePolicy;
import org.pabal.core.bounce.DeliveryReport;
import org.pabal.core.bounce.FailedRecipient;
import org.pabal.core.bounce.ReportedRecipient;
import org.pabal.core.bounce.ReportedRecipient.Action;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.message.Content;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.log.QueueLog;
import org.pabal.ejb.queue.ContentSpool;
import org.pabal.ejb.queue.NewMail;
import org.pabal.ejb.queue.QueueUnavailableException;
import org.pabal.ejb.receive.Injection;

/**
 * Writes the bounce of a message, or the warning that it waits, or decides that there is none to write (qmail-send:
 * injectbounce).
 */
@ApplicationScoped
public class Bouncer {
    @Inject
    FailedMail failed;

    @Inject
    ControlStore controls;

    @Inject
    ContentSpool contents;

    @Inject
    Injection injection;

    @Inject
    QueueLog log;

    private final SecureRandom random = new SecureRandom();

    /** @return messages that are to be told of, at most so many of a kind, oldest first */
    public List<QueueId> due(int limit) {
        return Stream.concat(failed.due(limit).stream(), failed.late(limit).stream())
                .distinct()
                .toList();
    }

    /**
     * Queues the bounce and removes the message, or queues the warning that it waits, by one commit; does nothing for a message
     * that waits for neither.
     *
     * @throws QueueUnavailableException if that does not work now; the message goes on waiting
     */
    public void bounce(QueueId id) {
        failed.find(id).ifPresentOrElse(message -> bounce(id, message), () -> warn(id));
    }

    /** To be called when {@link #bounce} came to nothing and will be called again. */
    public void isTroubled() {
        log.bounceTrouble();
    }

    private void bounce(QueueId id, FailedMail.Message message) {
        switch (policy().decide(message.sender())) {
            case BouncePolicy.Discard discard -> {
                log.tripleBounce(id);
                failed.remove(id);
                log.ended(id);
            }
            case BouncePolicy.Notice notice ->
                send(new NewMail.Report.Bounce(id), message, notice, failed.recipients(id));
        }
    }

    /** Nobody is warned of a bounce, and nobody of what has left the queue meanwhile. */
    private void warn(QueueId id) {
        Optional<FailedMail.Message> message = failed.findLate(id);
        List<FailedMail.Told> waiting = failed.waiting(id).stream()
                .filter(recipient -> recipient.options().wish().onDelay())
                .toList();
        if (message.isPresent()
                && !waiting.isEmpty()
                && policy().decide(message.get().sender()) instanceof BouncePolicy.Bounce notice) {
            send(new NewMail.Report.DelayWarning(id), message.get(), notice, waiting);
        } else {
            failed.forgetWarning(id);
        }
    }

    private BouncePolicy policy() {
        return new BouncePolicy(controls.current().doubleBounceTo());
    }

    private void send(
            NewMail.Report kind,
            FailedMail.Message message,
            BouncePolicy.Notice notice,
            List<FailedMail.Told> recipients) {
        QueueId id = kind.about();
        ControlSettings settings = controls.current();
        EmailAddress from = EmailAddress.require(settings.bounceFrom() + "@" + settings.bounceHost());
        Content original = contents.find(id)
                .orElseThrow(() -> new IllegalStateException("message " + id + " is to be told of without a content"));
        DeliveryReport.Subject subject = new DeliveryReport.Subject(
                recipients.stream()
                        .map(recipient -> reported(recipient, settings))
                        .toList(),
                message.options(),
                new DeliveryReport.Times(message.birth(), message.birth().plus(settings.queueLifetime())),
                original);
        DeliveryReport report = new DeliveryReport(from, HexFormat.of().formatHex(randomBits()));
        try {
            Content text = settings.bounceFormat().compose(report, notice, subject, Instant.now());
            injection.report(kind, notice.sender(), notice.recipient(), text);
        } catch (IOException e) {
            throw new QueueUnavailableException("message " + id + " cannot be read for its bounce", e);
        }
    }

    private static ReportedRecipient reported(FailedMail.Told recipient, ControlSettings settings) {
        Action action = switch (recipient.state()) {
            case FAILED -> Action.FAILED;
            case DELIVERED -> Action.DELIVERED;
            case RELAYED -> Action.RELAYED;
            case WAITING, HELD -> Action.DELAYED;
        };
        return new ReportedRecipient(
                new FailedRecipient(
                        settings.recipientRewriter().withoutPrefix(recipient.recipient()), recipient.report()),
                action,
                recipient.options().original());
    }

    private byte[] randomBits() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return bits;
    }
}
