package org.pabal.core.queue;

import java.util.List;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;

/**
 * Sender and recipients of one message as they were accepted, before any rewriting.
 *
 * @param sender where bounces go
 * @param accepted in the order of their RCPT commands; may hold the same address twice
 * @param options what the peer declared
 */
public record Envelope(ReversePath sender, List<EnvelopeRecipient> accepted, MailOptions options) {
    public Envelope {
        accepted = List.copyOf(accepted);
    }

    /** An envelope of a protocol without extensions. */
    public Envelope(ReversePath sender, List<EmailAddress> recipients, BodyType body) {
        this(
                sender,
                recipients.stream()
                        .map(address -> new EnvelopeRecipient(address, RecipientOptions.NONE))
                        .toList(),
                MailOptions.of(body));
    }

    public List<EmailAddress> recipients() {
        return accepted.stream().map(EnvelopeRecipient::address).toList();
    }

    public BodyType body() {
        return options.body();
    }
}
