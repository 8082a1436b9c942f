package org.pabal.ejb.deliver;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.operations.Directive;
import org.pabal.core.operations.MailFacts;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.routing.NextHopsResult;
import org.pabal.core.routing.RecipientRewriter;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.Route;
import org.pabal.core.routing.RouteFinder;
import org.pabal.core.routing.ToldResolver;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.OutboundMessage;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.Transport;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.deliver.DiagnosisStep.Verdict;
import org.pabal.ejb.queue.StandingDirectives;
import org.pabal.ejb.receive.OwnAddresses;

/**
 * Goes the way of a delivery, by the same route finder and the same transport, up to the answer to the recipient, and tells each
 * step. One at a time on each node: whoever may do this makes us talk to hosts of his choice (docs/decisions/033).
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Diagnoses {
    /** For each step of the dialogue; a delivery may have more, but nobody watches that. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    ControlStore controls;

    @Inject
    StandingDirectives directives;

    @Resource(lookup = OutboundObjects.TRANSPORT)
    Transport transport;

    @Resource(lookup = OutboundObjects.RESOLVER)
    Resolver resolver;

    private final Semaphore one = new Semaphore(1);

    /** @return whether nobody else is at it; then {@link #run} must follow */
    public boolean begin() {
        return one.tryAcquire();
    }

    /** Blocks for as long as a delivery may take. Its last step is a {@link DiagnosisStep.Result}.
     *
     * @param to as a client would say it
     */
    public void run(ReversePath from, EmailAddress to, DiagnosisStep.Listener listener) {
        try {
            listener.happened(diagnose(from, to, listener));
        } finally {
            one.release();
        }
    }

    /** After {@link #begin}, when {@link #run} will not follow. */
    public void giveUp() {
        one.release();
    }

    private DiagnosisStep.Result diagnose(ReversePath from, EmailAddress to, DiagnosisStep.Listener listener) {
        ControlSettings settings = controls.current();
        RecipientRewriter.Rewritten rewritten = settings.recipientRewriter().rewrite(to);
        Optional<Directive> directive = directives
                .current()
                .routing(
                        new MailFacts(from, rewritten.address(), rewritten.channel(), Instant.now(), 0), Instant.now());
        Explanation.Way way = Ways.of(rewritten.channel(), rewritten.address(), Optional.empty(), directive, settings);
        listener.happened(new DiagnosisStep.Way(way));
        if (rewritten.channel() == Channel.LOCAL) {
            return new DiagnosisStep.Result(Verdict.LOCAL, "delivered by this server as " + rewritten.address() + "\n");
        }
        return switch (find(way.route().orElseThrow(), listener)) {
            case NextHopsResult.Deferred deferred -> new DiagnosisStep.Result(Verdict.DEFERRED, deferred.text());
            case NextHopsResult.Failed failed -> new DiagnosisStep.Result(Verdict.FAILED, failed.text());
            case NextHopsResult.Hops found ->
                ask(OutboundMessage.probe(from, rewritten.address()), found.hops(), settings, listener);
        };
    }

    private NextHopsResult find(Route route, DiagnosisStep.Listener listener) {
        Set<InetAddress> own = route instanceof Route.MailExchangers ? OwnAddresses.now() : Set.of();
        Resolver told = new ToldResolver(resolver, text -> listener.happened(new DiagnosisStep.Dns(text)));
        return new RouteFinder(told, own, ThreadLocalRandom.current()).find(route);
    }

    private DiagnosisStep.Result ask(
            OutboundMessage probe, NextHops hops, ControlSettings settings, DiagnosisStep.Listener listener) {
        listener.happened(new DiagnosisStep.Hosts(hops.hops().stream()
                .map(hop -> hop.hostName() + " [" + hop.address().getHostAddress() + "]:" + hop.port())
                .collect(Collectors.joining(", "))));
        Duration step = settings.timeoutRemote();
        OutboundTerms terms = new OutboundTerms(
                settings.heloHost(),
                settings.timeoutConnect(),
                step.compareTo(PATIENCE) < 0 ? step : PATIENCE,
                settings.eightBit());
        DeliveryOutcome outcome =
                transport.deliver(probe, hops, terms, listener).getFirst();
        Verdict verdict = switch (outcome) {
            case DeliveryOutcome.Delivered taken -> Verdict.TAKEN;
            case DeliveryOutcome.Deferred deferred -> Verdict.DEFERRED;
            case DeliveryOutcome.Failed failed -> Verdict.FAILED;
        };
        return new DiagnosisStep.Result(verdict, outcome.text());
    }
}
