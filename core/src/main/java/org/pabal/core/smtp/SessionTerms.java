package org.pabal.core.smtp;

import java.util.Optional;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;

/**
 * What the access rules grant one session; fixed when it begins, so that a change of settings counts from the next session
 * on. Only a TLS handshake changes something: its session begins anew.
 *
 * @param peer who
 * @param greeting the control setting {@code smtpgreeting}, one line
 * @param relaySuffix RELAYCLIENT: present, even empty, means the peer may relay; the text is appended to each recipient
 * @param maxOctets DATABYTES: largest content, with CRLF counted as two; 0 means unlimited
 * @param maxRecipients recipients of one transaction; more get 452
 * @param submission the listener takes mail from its own users only
 * @param refusal what each recipient is answered, if the peer's address is on a list or a rule says so
 * @param tls the listener's to say, not the application's
 * @param standing which checks the peer is spared
 */
public record SessionTerms(
        Peer peer,
        String greeting,
        Optional<String> relaySuffix,
        long maxOctets,
        int maxRecipients,
        boolean submission,
        Optional<SmtpReply> refusal,
        Tls tls,
        Standing standing) {
    /** Terms as the application grants them. */
    public SessionTerms(
            Peer peer,
            String greeting,
            Optional<String> relaySuffix,
            long maxOctets,
            int maxRecipients,
            boolean submission,
            Optional<SmtpReply> refusal) {
        this(
                peer,
                greeting,
                relaySuffix,
                maxOctets,
                maxRecipients,
                submission,
                refusal,
                Tls.UNAVAILABLE,
                Standing.ORDINARY);
    }

    public SessionTerms with(Tls changed) {
        return new SessionTerms(
                peer, greeting, relaySuffix, maxOctets, maxRecipients, submission, refusal, changed, standing);
    }

    public SessionTerms with(Standing changed) {
        return new SessionTerms(
                peer, greeting, relaySuffix, maxOctets, maxRecipients, submission, refusal, tls, changed);
    }

    public boolean mayRelay() {
        return relaySuffix.isPresent();
    }

    /** @return our name, as the greeting begins with it (RFC 5321 §4.2); the local address if it does not */
    public Domain host() {
        int space = greeting.indexOf(' ');
        return DomainName.parse(space < 0 ? greeting : greeting.substring(0, space))
                .<Domain>map(name -> name)
                .orElseGet(() -> new AddressLiteral(peer.localAddress()));
    }

    /** @return the recipient with the RELAYCLIENT suffix, exactly once
     * @throws IllegalArgumentException if an operator's suffix does not make an address */
    public EmailAddress withSuffix(EmailAddress recipient) {
        return relaySuffix
                .filter(s -> !s.isEmpty())
                .map(s -> EmailAddress.require(recipient.text() + s))
                .orElse(recipient);
    }
}
