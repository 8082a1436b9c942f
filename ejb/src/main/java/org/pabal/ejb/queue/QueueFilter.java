package org.pabal.ejb.queue;

import java.util.Optional;
import org.pabal.core.address.AddressPattern;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientState;

/**
 * Which messages to look at: those from the sender, with at least one undelivered recipient for which everything said about
 * recipients is true.
 */
public record QueueFilter(
        Optional<AddressPattern> sender,
        Optional<AddressPattern> recipient,
        Optional<Channel> channel,
        Optional<RecipientState> state) {
    /** Every message. */
    public static final QueueFilter ALL =
            new QueueFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
