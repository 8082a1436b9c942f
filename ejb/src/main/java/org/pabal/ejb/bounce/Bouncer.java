package org.pabal.ejb.bounce;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
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
import org.pabal.ejb.queue.QueueUnavailableException;
import org.pabal.ejb.receive.Injection;

/** Writes the bounce of a message, or decides that there is none to write (qmail-send: injectbounce). */
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

    /** @return messages that wait for their bounce, oldest first, at most so many */
    public List<QueueId> due(int limit) {
        return failed.due(limit);
    }

    /**
     * Queues the bounce and removes the message, by one commit; does nothing for a message that waits for no bounce.
     *
     * @throws QueueUnavailableException if that does not work now; the message goes on waiting
     */
    public void bounce(QueueId id) {
        failed.find(id).ifPresent(message -> bounce(id, message));
    }

    private void bounce(QueueId id, FailedMail.Message message) {
        ControlSettings settings = controls.current();
        switch (new BouncePolicy(settings.doubleBounceTo()).decide(message.sender())) {
            case BouncePolicy.Discard discard -> {
                log.tripleBounce(id);
                failed.remove(id);
                log.ended(id);
            }
            case BouncePolicy.Notice notice -> send(id, message, notice, settings);
        }
    }

    private void send(QueueId id, FailedMail.Message message, BouncePolicy.Notice notice, ControlSettings settings) {
        EmailAddress from = EmailAddress.require(settings.bounceFrom() + "@" + settings.bounceHost());
        Content original = contents.find(id)
                .orElseThrow(
                        () -> new IllegalStateException("message " + id + " waits for its bounce without a content"));
        List<ReportedRecipient> recipients = failed.recipients(id).stream()
                .map(recipient -> reported(recipient, settings))
                .toList();
        DeliveryReport report = new DeliveryReport(from, HexFormat.of().formatHex(randomBits()));
        try {
            Content text = settings.bounceFormat()
                    .compose(
                            report,
                            notice,
                            new DeliveryReport.Subject(recipients, message.options(), message.birth(), original),
                            Instant.now());
            injection.replace(id, notice.sender(), notice.recipient(), text);
        } catch (IOException e) {
            throw new QueueUnavailableException("message " + id + " cannot be read for its bounce", e);
        }
    }

    private static ReportedRecipient reported(FailedMail.Finished recipient, ControlSettings settings) {
        Action action = switch (recipient.state()) {
            case FAILED -> Action.FAILED;
            case DELIVERED -> Action.DELIVERED;
            case RELAYED -> Action.RELAYED;
            case WAITING, HELD -> throw new IllegalStateException("a bounce is due while a recipient waits");
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
