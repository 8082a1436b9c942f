package org.pabal.core.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.BodyType;

/**
 * What one transaction carries.
 *
 * @param recipients at least one
 * @param storedOctets size of the stored content (LF line ends)
 * @param content opens the stored content from its beginning; LF line ends, not dot-stuffed
 */
public record OutboundMessage(
        ReversePath sender, List<EmailAddress> recipients, BodyType body, long storedOctets, Content content) {
    /** A content that can be read more than once. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public OutboundMessage {
        recipients = List.copyOf(recipients);
    }
}
