package org.pabal.core.queue;

import java.util.Optional;

/**
 * What MAIL said of a message that goes with it to its next hop.
 *
 * @param body BODY (RFC 6152, RFC 3030)
 * @param smtpUtf8 SMTPUTF8 (RFC 6531): addresses and header section may need it
 * @param returned RET (RFC 3461)
 * @param envelopeId ENVID (RFC 3461)
 */
public record MailOptions(
        BodyType body, boolean smtpUtf8, Optional<ReturnedContent> returned, Optional<Xtext> envelopeId) {
    /** characters of an ENVID as encoded */
    public static final int MAX_ENVELOPE_ID = 100;

    /** Of a message about which nothing but its body is known. */
    public static MailOptions of(BodyType body) {
        return new MailOptions(body, false, Optional.empty(), Optional.empty());
    }

    /** @return what counts for a message that is sent on to other addresses: its sender asked nothing about them */
    public MailOptions forwarded() {
        return new MailOptions(body, smtpUtf8, Optional.empty(), Optional.empty());
    }
}
