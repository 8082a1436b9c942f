package org.pabal.core.smtp.client;

import java.util.List;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.message.Content;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.EnvelopeRecipient;

/**
 * What one transaction carries.
 *
 * @param envelope with at least one recipient
 */
public record OutboundMessage(Envelope envelope, Content content) {
    private static final Content NOTHING = new Content.InMemory(new byte[0]);

    /** Asks a host whether it takes mail for the recipient, and leaves before there is any. */
    public static OutboundMessage probe(ReversePath sender, EmailAddress recipient) {
        return new OutboundMessage(sender, List.of(recipient), BodyType.SEVEN_BIT, NOTHING);
    }

    /** Whether it ends with the answers to its recipients. */
    public boolean isProbe() {
        return content == NOTHING;
    }

    /** A message about which nothing but its body is known. */
    public OutboundMessage(ReversePath sender, List<EmailAddress> recipients, BodyType body, Content content) {
        this(new Envelope(sender, recipients, body), content);
    }

    public ReversePath sender() {
        return envelope.sender();
    }

    public List<EnvelopeRecipient> recipients() {
        return envelope.accepted();
    }

    /** Whether the content may hold anything and goes as it is. */
    boolean isBinary() {
        return envelope.body() == BodyType.BINARY_MIME;
    }

    /** @return the message for some of its recipients */
    public OutboundMessage forRecipients(int from, int to) {
        return new OutboundMessage(
                new Envelope(envelope.sender(), recipients().subList(from, to), envelope.options()), content);
    }
}
