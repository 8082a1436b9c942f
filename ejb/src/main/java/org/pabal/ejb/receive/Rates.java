package org.pabal.ejb.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.ReversePath;
import org.pabal.core.policy.RateLimits;
import org.pabal.core.policy.RateLimits.Exceeded;
import org.pabal.core.policy.RateLimits.Subject;
import org.pabal.core.policy.RateLimits.Usage;
import org.pabal.core.policy.RateRule.Counted;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.Standing;
import org.pabal.ejb.control.ControlStore;

/**
 * The rates of the setting ratelimits, on this node. Rates of addresses, networks and sender domains are for strangers: a
 * peer that may relay is counted by its user alone.
 */
@ApplicationScoped
public class Rates {
    private final RateLimits limits = new RateLimits(InstantSource.system());

    @Inject
    ControlStore controls;

    /** @return the rate that ends a session before it begins */
    Optional<Exceeded> session(Peer peer, boolean mayRelay, Standing standing) {
        if (mayRelay || !standing.rated()) {
            return Optional.empty();
        }
        return take(Counted.SESSIONS, new Subject(Optional.of(peer.address()), Optional.empty(), Optional.empty()));
    }

    Decision message(SessionTerms terms, Optional<String> user, ReversePath sender) {
        return decide(Counted.MESSAGES, terms, user, sender);
    }

    Decision recipient(SessionTerms terms, Optional<String> user, ReversePath sender) {
        return decide(Counted.RECIPIENTS, terms, user, sender);
    }

    private Decision decide(Counted counted, SessionTerms terms, Optional<String> user, ReversePath sender) {
        if (!terms.standing().rated()) {
            return Decision.ACCEPT;
        }
        boolean stranger = !terms.mayRelay() && user.isEmpty();
        Optional<InetAddress> address = stranger ? Optional.of(terms.peer().address()) : Optional.empty();
        Optional<String> domain = stranger && sender instanceof ReversePath.Mailbox mailbox
                ? Optional.of(mailbox.address().domain().key())
                : Optional.empty();
        Subject subject = new Subject(address, user, domain);
        return take(counted, subject)
                .<Decision>map(exceeded -> new Decision.TryLater(exceeded.reply(451), exceeded.verdicts()))
                .orElseGet(() -> new Decision.Accept(limits.within(counted, subject)));
    }

    private Optional<Exceeded> take(Counted counted, Subject subject) {
        limits.follow(controls.current().rateRules());
        return limits.take(counted, subject);
    }

    /** @return who has used up something, the most pressing first */
    public List<Usage> emptiest(int limit) {
        limits.follow(controls.current().rateRules());
        return limits.emptiest(limit);
    }

    /** @param key as {@code address:192.0.2.1}
     * @return whether anything of it was used up */
    public boolean reset(String key) {
        return limits.reset(key);
    }

    public void resetAll() {
        limits.resetAll();
    }
}
