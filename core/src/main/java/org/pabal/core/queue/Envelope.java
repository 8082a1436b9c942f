package org.pabal.core.queue;

import java.util.List;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;

/**
 * Sender and recipients of one message as they were accepted, before any rewriting.
 *
 * @param sender where bounces go
 * @param recipients in the order of their RCPT commands; may hold the same address twice
 * @param body what the peer declared
 */
public record Envelope(ReversePath sender, List<EmailAddress> recipients, BodyType body) {
    public Envelope {
        recipients = List.copyOf(recipients);
    }
}
