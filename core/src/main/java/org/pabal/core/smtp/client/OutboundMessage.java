package org.pabal.core.smtp.client;

import java.util.List;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.message.Content;
import org.pabal.core.queue.BodyType;

/**
 * What one transaction carries.
 *
 * @param recipients at least one
 */
public record OutboundMessage(ReversePath sender, List<EmailAddress> recipients, BodyType body, Content content) {
    public OutboundMessage {
        recipients = List.copyOf(recipients);
    }
}
