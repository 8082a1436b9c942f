package org.pabal.ejb.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.message.Content;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;

/**
 * A message that is complete and wants to be queued.
 *
 * @param birth from when its age counts
 * @param recipients rewritten; may be empty: then the message ends at once
 * @param content held whole, or lying in {@code content_chunk} under this id already
 * @param report what this does to the message that it is about, if we wrote it ourselves
 */
public record NewMail(
        QueueId id,
        ReversePath sender,
        MailOptions options,
        Instant birth,
        List<NewRecipient> recipients,
        Content content,
        Optional<Report> report) {
    public NewMail {
        recipients = List.copyOf(recipients);
    }

    /** A message about another one, which is changed by the same commit. */
    public sealed interface Report {
        QueueId about();

        /** The last that is told of a message, which is removed. */
        record Bounce(QueueId about) implements Report {}

        /** The message goes on waiting, and its sender is not warned of the same recipients again. */
        record DelayWarning(QueueId about) implements Report {}
    }

    /** @param address as it is delivered */
    public record NewRecipient(Channel channel, EmailAddress address, RecipientOptions options) {}

    /** @return what is put into the message row itself; empty when the content lies in chunks */
    Optional<byte[]> inlineOctets() {
        return content instanceof Content.InMemory whole ? Optional.of(whole.bytes()) : Optional.empty();
    }
}
