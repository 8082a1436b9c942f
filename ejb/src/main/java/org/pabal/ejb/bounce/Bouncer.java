package org.pabal.ejb.bounce;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.bounce.BounceMessage;
import org.pabal.core.bounce.BouncePolicy;
import org.pabal.core.bounce.FailedRecipient;
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
        failed.sender(id).ifPresent(sender -> bounce(id, sender));
    }

    private void bounce(QueueId id, ReversePath sender) {
        ControlSettings settings = controls.current();
        switch (new BouncePolicy(settings.doubleBounceTo()).decide(sender)) {
            case BouncePolicy.Discard discard -> {
                log.tripleBounce(id);
                failed.remove(id);
                log.ended(id);
            }
            case BouncePolicy.Notice notice -> send(id, notice, settings);
        }
    }

    private void send(QueueId id, BouncePolicy.Notice notice, ControlSettings settings) {
        EmailAddress from = EmailAddress.require(settings.bounceFrom() + "@" + settings.bounceHost());
        List<FailedRecipient> failures = failed.failures(id).stream()
                .map(failure -> new FailedRecipient(
                        settings.recipientRewriter().withoutPrefix(failure.recipient()), failure.report()))
                .toList();
        Content original = contents.find(id)
                .orElseThrow(
                        () -> new IllegalStateException("message " + id + " waits for its bounce without a content"));
        Content text = new BounceMessage(from).compose(notice, failures, original, Instant.now());
        try {
            injection.replace(id, notice.sender(), notice.recipient(), text);
        } catch (IOException e) {
            throw new QueueUnavailableException("message " + id + " cannot be read for its bounce", e);
        }
    }
}
