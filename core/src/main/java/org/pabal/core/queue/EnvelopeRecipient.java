package org.pabal.core.queue;

import org.pabal.core.address.EmailAddress;

/** One accepted RCPT. */
public record EnvelopeRecipient(EmailAddress address, RecipientOptions options) {}
