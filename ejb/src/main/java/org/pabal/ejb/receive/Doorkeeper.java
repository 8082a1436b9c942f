package org.pabal.ejb.receive;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.pabal.core.access.AccessRules;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.policy.BlockPolicy;
import org.pabal.core.policy.Ident;
import org.pabal.core.policy.RemoteHost;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.TimedResolver;
import org.pabal.core.smtp.Peer;
import org.pabal.ejb.control.ControlStore;

/** Finds out about a peer what has to be known before it is greeted, in tcpserver's order: its name, its
 * ident, its rule, lists it is on. */
@ApplicationScoped
class Doorkeeper {
    /** For all questions about one peer; one that is under way then may take as long again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    ControlStore controls;

    @Resource(lookup = PeerObjects.RESOLVER)
    Resolver resolver;

    @Resource(lookup = PeerObjects.IDENT)
    Ident ident;

    /**
     * A peer that is known.
     *
     * @param peer with its host name, if it was asked for and counts
     * @param trouble for the log: why the host name could not be found out
     */
    record Arrival(Peer peer, AccessRules.Verdict rule, BlockPolicy.Verdict block, Optional<String> trouble) {}

    /** @param submission whether the listener is for our own users, who may live where no mail host should */
    Arrival meet(Peer stranger, AccessRules rules, boolean submission) {
        ControlSettings settings = controls.current();
        Resolver dns = new TimedResolver(resolver, InstantSource.system(), PATIENCE);
        // one that was introduced may have a name already
        RemoteHost asked = stranger.hostName().isPresent() ? RemoteHost.NO : settings.remoteHost();
        RemoteHost.Finding found = asked.find(stranger.address(), rules, dns);
        Peer peer = identified(found.name().map(stranger::called).orElse(stranger), settings.remoteInfo());
        AccessRules.Verdict rule = rules.lookup(peer.address().getHostAddress(), peer.hostName(), peer.info());
        BlockPolicy policy = submission || !rule.allowed() ? BlockPolicy.WITHOUT_LISTS : settings.blockPolicy();
        return new Arrival(peer, rule, policy.judge(peer.address(), rule.environment(), dns), found.trouble());
    }

    private Peer identified(Peer peer, Duration time) {
        return time.isZero() ? peer : peer.identified(ident.ask(peer, time));
    }
}
