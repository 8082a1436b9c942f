package org.pabal.ejb.queue;

import java.time.Instant;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;

/**
 * What deliverers need to know of a queued message besides its content.
 *
 * @param octets stored size
 * @param soleRecipient it came with one recipient: when that is done, so is the message
 * @param chunked its content lies in {@code content_chunk}
 */
public record DueMail(
        QueueId id,
        ReversePath sender,
        MailOptions options,
        Instant birth,
        long octets,
        boolean soleRecipient,
        boolean chunked) {}
