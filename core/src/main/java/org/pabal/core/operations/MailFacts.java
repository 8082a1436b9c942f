package org.pabal.core.operations;

import java.time.Instant;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.Channel;

/**
 * What a selector looks at, of a recipient that waits.
 *
 * @param address rewritten, as it is delivered
 * @param birth when the message was accepted
 * @param octets of the content as stored
 */
public record MailFacts(ReversePath sender, EmailAddress address, Channel channel, Instant birth, long octets) {}
