package org.pabal.ejb.queue;

import java.time.Instant;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;

/** Due recipients of messages of three octets. */
final class Due {
    private Due() {}

    static DueRecipient remote(long message, int position, String domain, Share share) {
        return remote(message, position, domain, share, ReversePath.require("a@b.test"));
    }

    static DueRecipient remote(long message, int position, String domain, Share share, ReversePath sender) {
        return of(message, position, Channel.REMOTE, domain, share, sender);
    }

    static DueRecipient local(long message, int position, Share share) {
        return of(message, position, Channel.LOCAL, "local.test", share, ReversePath.require("a@b.test"));
    }

    private static DueRecipient of(
            long message, int position, Channel channel, String domain, Share share, ReversePath sender) {
        return new DueRecipient(
                new DueMail(
                        new QueueId(message),
                        sender,
                        MailOptions.of(BodyType.SEVEN_BIT),
                        Instant.EPOCH,
                        3,
                        position == 0,
                        false),
                position,
                channel,
                EmailAddress.require("x" + position + "@" + domain),
                RecipientOptions.NONE,
                share);
    }
}
