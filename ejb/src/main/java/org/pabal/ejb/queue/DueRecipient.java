package org.pabal.ejb.queue;

import org.pabal.core.address.EmailAddress;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientOptions;

/**
 * One recipient that this node owns and will try.
 *
 * @param position its place in the message's recipients, which names its row
 * @param address rewritten
 * @param share what it counts as while it waits
 */
public record DueRecipient(
        DueMail mail, int position, Channel channel, EmailAddress address, RecipientOptions options, Share share) {}
