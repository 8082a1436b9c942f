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
 * @param replaces the message whose bounce this is: removed by the same commit
 */
public record NewMail(
        QueueId id,
        ReversePath sender,
        MailOptions options,
        Instant birth,
        List<NewRecipient> recipients,
        Content content,
        Optional<QueueId> replaces) {
    public NewMail {
        recipients = List.copyOf(recipients);
    }

    /** @param address as it is delivered */
    public record NewRecipient(Channel channel, EmailAddress address, RecipientOptions options) {}

    /** @return what is put into the message row itself; empty when the content lies in chunks */
    Optional<byte[]> inlineOctets() {
        return content instanceof Content.InMemory whole ? Optional.of(whole.bytes()) : Optional.empty();
    }
}
