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
import org.pabal.core.queue.QueueId;
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
        return store(sender, recipients, Optional.empty(), content);
    }

    /** Queues a bounce and removes the message it is about, by one commit. */
    public QueueId replace(QueueId original, ReversePath sender, EmailAddress recipient, Content content)
            throws IOException {
        return store(sender, List.of(recipient), Optional.of(original), content);
    }

    private QueueId store(
            ReversePath sender, List<EmailAddress> recipients, Optional<QueueId> replaces, Content content)
            throws IOException {
        QueueId id = desk.nextId();
        GrowingContent growing = desk.content(id);
        boolean stored = false;
        try (InputStream in = content.open()) {
            byte[] buffer = new byte[16 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                growing.write(buffer, 0, n);
            }
            NewMail mail = desk.mail(
                    id, sender, recipients, new Desk.Details(BodyType.EIGHT_BIT_MIME, growing.finish(), replaces));
            desk.writer().store(mail);
            stored = true;
            return id;
        } finally {
            if (!stored) {
                growing.discard();
            }
        }
    }
}
