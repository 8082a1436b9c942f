package org.pabal.core.smtp;

import java.util.List;
import java.util.Optional;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.auth.Mechanism;

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
 * @param authentication whether and as whom the peer can log in, or has
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
        Authentication authentication,
        Standing standing) {
    /** Terms as the application grants them to an ordinary peer, who cannot log in. */
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
                Authentication.UNAVAILABLE,
                Standing.ORDINARY);
    }

    public SessionTerms with(Tls changed) {
        return new SessionTerms(
                peer,
                greeting,
                relaySuffix,
                maxOctets,
                maxRecipients,
                submission,
                refusal,
                changed,
                authentication,
                standing);
    }

    public SessionTerms with(Authentication changed) {
        return new SessionTerms(
                peer, greeting, relaySuffix, maxOctets, maxRecipients, submission, refusal, tls, changed, standing);
    }

    public SessionTerms with(Standing changed) {
        return new SessionTerms(
                peer,
                greeting,
                relaySuffix,
                maxOctets,
                maxRecipients,
                submission,
                refusal,
                tls,
                authentication,
                changed);
    }

    /** What a login gives: the peer may relay, wherever it sits (RFC 6409 §3.3, §4.3). */
    public SessionTerms authenticated(Authentication.Done login) {
        return new SessionTerms(
                peer,
                greeting,
                relaySuffix.or(() -> Optional.of("")),
                maxOctets,
                maxRecipients,
                submission,
                Optional.empty(),
                tls,
                login,
                standing);
    }

    /** @return the account that is logged in */
    public Optional<String> user() {
        return authentication instanceof Authentication.Done login ? Optional.of(login.user()) : Optional.empty();
    }

    /** @return the mechanisms that the peer may use now, in clear or under TLS */
    public List<Mechanism> mechanisms() {
        boolean usable = authentication instanceof Authentication.Offered offered
                && (offered.inClear() || tls instanceof Tls.Active);
        return usable ? List.of(Mechanism.values()) : List.of();
    }

    /** @return what is known of the session, for the log line of each of its transactions */
    public Verdicts verdicts() {
        Verdicts user = user().map(name -> Verdicts.of("user", name)).orElse(Verdicts.NONE);
        Verdicts encryption = tls instanceof Tls.Active active ? Verdicts.of("tls", active.protocol()) : Verdicts.NONE;
        return encryption.and(user).and(standing.verdicts());
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
