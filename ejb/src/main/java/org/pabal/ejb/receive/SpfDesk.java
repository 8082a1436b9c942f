package org.pabal.ejb.receive;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.pabal.core.address.ReversePath;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.policy.SpfPolicy;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.TimedResolver;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.Hello;
import org.pabal.core.spf.SpfCheck;
import org.pabal.ejb.control.ControlStore;

/** Asks the sender's domain whether the peer may send for it. */
@ApplicationScoped
class SpfDesk {
    /** RFC 7208 §4.6.4 asks for 20 s at least. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    ControlStore controls;

    @Resource(lookup = PeerObjects.RESOLVER)
    Resolver resolver;

    /** Own users and relay clients send from wherever they are. */
    Decision decide(SessionTerms terms, Hello hello, ReversePath sender) {
        ControlSettings settings = controls.current();
        SpfPolicy policy = settings.spfPolicy().or(terms.standing().spfBehavior());
        if (!policy.asks() || terms.mayRelay() || terms.submission()) {
            return Decision.ACCEPT;
        }
        boolean byHello = !(sender instanceof ReversePath.Mailbox);
        SpfCheck.Subject subject = new SpfCheck.Subject(
                terms.peer().address(),
                sender instanceof ReversePath.Mailbox mailbox
                        ? mailbox.address().toSmtpWithALabels()
                        : "postmaster@" + hello.name(),
                hello.name(),
                settings.me().key(),
                Instant.now());
        Resolver dns = new TimedResolver(resolver, InstantSource.system(), PATIENCE);
        return policy.decide(new SpfCheck(dns, subject).result(), subject, byHello);
    }
}
