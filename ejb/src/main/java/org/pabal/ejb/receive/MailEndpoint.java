package org.pabal.ejb.receive;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.auth.Mechanism;
import org.pabal.core.auth.ScramKeys;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.message.ReceivedField.Via;
import org.pabal.core.policy.RateLimits;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Envelope;
import org.pabal.core.smtp.Authentication;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.MailParameters;
import org.pabal.core.smtp.Manners;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.Reception;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Standing;
import org.pabal.core.smtp.Verdicts;
import org.pabal.core.trace.Traces;
import org.pabal.ejb.control.AccessRuleSet;
import org.pabal.ejb.control.AccessRuleStore;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.log.SmtpLog;
import org.pabal.ejb.mailbox.Logins;
import org.pabal.ejb.start.Readiness;
import org.pabal.ejb.trace.Tracing;

/** What every SMTP listener does with a session; the listeners differ only in their sockets and rules. */
abstract class MailEndpoint implements SmtpEndpoint {
    /** RFC 5321 §4.5.3.1.8 asks for 100 at least. */
    private static final int MAX_RECIPIENTS = 1000;

    @Inject
    Readiness readiness;

    @Inject
    AccessRuleStore rules;

    @Inject
    Doorkeeper door;

    @Inject
    ControlStore controls;

    @Inject
    MailPolicy policy;

    @Inject
    Receptions receptions;

    @Inject
    Logins logins;

    @Inject
    SmtpLog log;

    @Inject
    Rates rates;

    @Inject
    Tracing tracing;

    /** @return the access rules of this listener */
    abstract AccessRuleSet ruleSet();

    /** @return whether mail is taken from this host's own users only */
    abstract boolean submission();

    /** @return what the listener speaks */
    Via via() {
        return Via.SMTP;
    }

    /** @return what makes the peer a relay client, if anything does */
    Optional<String> relaySuffix(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("RELAYCLIENT"));
    }

    @Override
    public boolean ready() {
        return readiness.isReady();
    }

    @Override
    public String hostName() {
        return controls.current().me().text();
    }

    @Override
    public Traces traces() {
        return tracing.traces();
    }

    @Override
    public Admission admit(Peer stranger) {
        Doorkeeper.Arrival arrival = door.meet(stranger, rules.current(ruleSet()), submission());
        Peer peer = arrival.peer();
        if (!arrival.rule().allowed()) {
            log.denied(peer);
            return new Admission.Deny();
        }
        Map<String, String> environment = arrival.rule().environment();
        Standing standing = Standing.of(environment, arrival.block().verdicts());
        Optional<RateLimits.Exceeded> tooMany = rates.session(peer, environment.containsKey("RELAYCLIENT"), standing);
        if (tooMany.isPresent()) {
            SmtpReply reply = tooMany.get().reply(421);
            log.turnedAway(peer, tooMany.get().verdicts(), reply);
            return new Admission.Refuse(reply);
        }
        log.admitted(peer, arrival.block());
        arrival.trouble().ifPresent(trouble -> log.warn(peer, trouble));
        ControlSettings settings = controls.current();
        SessionTerms terms = new SessionTerms(
                        peer,
                        settings.smtpGreeting(),
                        relaySuffix(environment),
                        Grants.maxOctets(environment, settings.databytes()),
                        MAX_RECIPIENTS,
                        submission(),
                        arrival.block().refusal())
                .with(standing)
                .with(Grants.authentication(environment, submission()));
        return new Admission.Welcome(terms, terms.mayRelay() || submission() ? Manners.ANY : settings.manners());
    }

    @Override
    public Decision sender(SessionTerms terms, Hello hello, ReversePath sender, MailParameters parameters) {
        return log.decided(
                terms,
                new Envelope(sender, List.of(), parameters.options()),
                policy.sender(terms, hello, sender, parameters));
    }

    @Override
    public Decision login(SessionTerms terms) {
        return logins.mayTry(terms.peer().address())
                ? Decision.ACCEPT
                : new Decision.TryLater(
                        SmtpReply.of(454, "4.7.0", "too many failed logins from here, try again later"));
    }

    @Override
    public PasswordAnswer password(SessionTerms terms, String name, String password) {
        return logins.password(terms.peer().address(), name, password);
    }

    @Override
    public Optional<ScramKeys> keys(SessionTerms terms, String name) {
        return logins.keys(terms.peer().address(), name);
    }

    @Override
    public SessionTerms loggedIn(SessionTerms terms, Mechanism mechanism, String name) {
        String account = logins.succeeded(terms.peer().address(), name);
        SessionTerms granted = terms.authenticated(new Authentication.Done(account, mechanism));
        log.loggedIn(granted, mechanism, account);
        return granted;
    }

    @Override
    public void notLoggedIn(SessionTerms terms, Mechanism mechanism, String name) {
        logins.failed(terms.peer().address(), name);
        log.notLoggedIn(terms, mechanism, name);
    }

    @Override
    public Decision recipient(
            SessionTerms terms, ReversePath sender, MailParameters parameters, EmailAddress recipient) {
        Envelope envelope = new Envelope(sender, List.of(recipient), BodyType.SEVEN_BIT);
        return log.decided(terms, envelope, policy.recipient(terms, sender, parameters, recipient));
    }

    @Override
    public Reception receive(SessionTerms terms, Hello hello, Envelope envelope, Verdicts verdicts) {
        return receptions.open(new Receptions.Origin(terms, hello, via()), envelope, verdicts);
    }

    @Override
    public void secured(SessionTerms terms) {
        log.secured(terms);
    }

    @Override
    public void notSecured(SessionTerms terms, String reason) {
        log.notSecured(terms, reason);
    }

    @Override
    public void ended(SessionTerms terms, SessionSummary summary) {
        log.ended(terms, summary);
    }
}
