package org.pabal.ejb.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.message.Content;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.EnvelopeRecipient;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.ejb.queue.NewMail;

/** Mail from inside: submitted by the API, forwarded by a {@code .qmail} file, or a bounce. */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class Injection {
    @Inject
    Desk desk;

    /**
     * Queues a message; returns after the durable commit.
     *
     * @param recipients at least one, as they are addressed
     * @param content lines end in LF; read once
     * @throws IOException if the content cannot be read; nothing is kept then
     * @throws org.pabal.ejb.queue.QueueUnavailableException if the queue cannot take it now; nothing is kept then
     */
    public QueueId inject(ReversePath sender, List<EmailAddress> recipients, Content content) throws IOException {
        return inject(sender, recipients, MailOptions.of(BodyType.EIGHT_BIT_MIME), content);
    }

    /** @param options what the content declares of itself */
    public QueueId inject(ReversePath sender, List<EmailAddress> recipients, MailOptions options, Content content)
            throws IOException {
        return store(
                new Envelope(
                        sender,
                        recipients.stream()
                                .map(address -> new EnvelopeRecipient(address, RecipientOptions.NONE))
                                .toList(),
                        options),
                Optional.empty(),
                content);
    }

    /** Queues a message of our own and changes the one it is about, by one commit. */
    public QueueId report(NewMail.Report report, ReversePath sender, EmailAddress recipient, Content content)
            throws IOException {
        return store(new Envelope(sender, List.of(recipient), BodyType.EIGHT_BIT_MIME), Optional.of(report), content);
    }

    private QueueId store(Envelope envelope, Optional<NewMail.Report> report, Content content) throws IOException {
        QueueId id = desk.nextId();
        GrowingContent growing = desk.content(id);
        boolean stored = false;
        try (InputStream in = content.open()) {
            byte[] buffer = new byte[16 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                growing.write(buffer, 0, n);
            }
            NewMail mail = desk.mail(
                    id,
                    envelope.sender(),
                    envelope.accepted(),
                    new Desk.Details(options(envelope), growing.finish(), report));
            desk.writer().store(mail);
            stored = true;
            return id;
        } finally {
            if (!stored) {
                growing.discard();
            }
        }
    }

    /** Nobody has declared SMTPUTF8 for mail from inside; addresses beyond ASCII speak for it. */
    private static MailOptions options(Envelope envelope) {
        boolean ascii =
                envelope.sender().isAscii() && envelope.recipients().stream().allMatch(EmailAddress::isAscii);
        MailOptions options = envelope.options();
        return ascii ? options : new MailOptions(options.body(), true, options.returned(), options.envelopeId());
    }
}
