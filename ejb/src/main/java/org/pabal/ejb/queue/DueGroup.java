package org.pabal.ejb.queue;

import java.util.List;
import org.pabal.core.queue.Channel;

/**
 * Recipients that are tried together, in one of the channel's delivery slots.
 *
 * @param number names the group in the bell; never used twice in the life of a node
 * @param recipients local: of several messages; remote: of one message, all on the same route
 */
public record DueGroup(long number, Channel channel, List<DueRecipient> recipients) {
    public DueGroup {
        recipients = List.copyOf(recipients);
    }
}
