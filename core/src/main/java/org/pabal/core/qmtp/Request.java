package org.pabal.core.qmtp;

import java.util.List;
import java.util.Optional;
import org.pabal.core.smtp.SmtpReply;

/**
 * One message as a peer handed it over.
 *
 * @param sender in qmail's inner form, octets as ISO-8859-1 shows them; not looked at yet
 * @param recipients the same
 * @param excess recipients beyond the limit, which were counted only
 * @param refusal what is wrong with the content
 * @param octets of the content, with line ends counted as two
 */
public record Request(String sender, List<String> recipients, int excess, Optional<SmtpReply> refusal, long octets) {
    public Request {
        recipients = List.copyOf(recipients);
    }
}
