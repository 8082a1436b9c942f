package org.pabal.ejb.receive;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.ReversePath;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.policy.SenderDomainPolicy;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.TimedResolver;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.log.SmtpLog;

/** Asks the DNS whether the sender's domain can take a bounce, if the operator wants that of strangers. */
@ApplicationScoped
class SenderDomainDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    ControlStore controls;

    @Inject
    SmtpLog log;

    @Resource(lookup = PeerObjects.RESOLVER)
    Resolver resolver;

    /** Own users and relay clients are spared, and so are domains of our own, whatever the DNS says of them. */
    Decision decide(SessionTerms terms, ReversePath sender) {
        ControlSettings settings = controls.current();
        boolean asked = terms.standing().senderAsked().orElse(settings.mfCheck());
        Optional<DomainName> domain =
                asked && !terms.mayRelay() && !terms.submission() ? domain(sender, settings) : Optional.empty();
        if (domain.isEmpty()) {
            return Decision.ACCEPT;
        }
        Resolver dns = new TimedResolver(resolver, InstantSource.system(), PATIENCE);
        SenderDomainPolicy.Finding finding = SenderDomainPolicy.judge(domain.get(), dns);
        finding.trouble().ifPresent(trouble -> log.warn(terms.peer(), trouble));
        return finding.decision();
    }

    /** @return nothing for the null sender, an address literal, and a domain of ours */
    private static Optional<DomainName> domain(ReversePath sender, ControlSettings settings) {
        return sender instanceof ReversePath.Mailbox mailbox
                        && mailbox.address().domain() instanceof DomainName name
                        && !settings.recipientRewriter().isOurs(mailbox.address())
                ? Optional.of(name)
                : Optional.empty();
    }
}
