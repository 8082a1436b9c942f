package org.pabal.core.address;

/** What a peer names in RCPT TO. */
public sealed interface ForwardPath {
    /** An ordinary recipient. */
    record Mailbox(EmailAddress address) implements ForwardPath {}

    /** {@code <postmaster>} without a domain, in any case: the postmaster of whatever host was asked (RFC 5321 §4.5.1). */
    record Postmaster() implements ForwardPath {}

    /** Whether only a transaction with SMTPUTF8 may have it. */
    default boolean isAscii() {
        return !(this instanceof Mailbox mailbox) || mailbox.address().isAscii();
    }

    /** @param host the name a bare {@code postmaster} gets */
    default EmailAddress addressAt(Domain host) {
        return switch (this) {
            case Mailbox mailbox -> mailbox.address();
            case Postmaster postmaster -> new EmailAddress(new LocalPart("postmaster"), host);
        };
    }
}
