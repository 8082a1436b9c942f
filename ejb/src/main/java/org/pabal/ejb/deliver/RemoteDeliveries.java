package org.pabal.ejb.deliver;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.message.Content;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.EnvelopeRecipient;
import org.pabal.core.routing.NextHopsResult;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.Route;
import org.pabal.core.routing.RouteFinder;
import org.pabal.core.smtp.client.KeptDialogue;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.OutboundMessage;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.Transport;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.queue.ContentCache;
import org.pabal.ejb.queue.DueGroup;
import org.pabal.ejb.queue.DueMail;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.Feedback;
import org.pabal.ejb.receive.OwnAddresses;

/**
 * Attempts at remote recipients: one message, one route, one transaction. An enterprise bean, because its callers are threads
 * of our own: the call gives them the container's context, without which beans made on the way would not be injected.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RemoteDeliveries {
    @Inject
    Attempts attempts;

    @Inject
    SuppressedRecipients suppressed;

    @Inject
    ControlStore controls;

    @Inject
    ContentCache contents;

    @Inject
    Dialogues dialogues;

    @Resource(lookup = OutboundObjects.TRANSPORT)
    Transport transport;

    @Resource(lookup = OutboundObjects.RESOLVER)
    Resolver resolver;

    public Feedback attempt(DueGroup group) {
        return attempts.run(group, all -> suppressed.around(all, this::deliver));
    }

    private List<DeliveryOutcome> deliver(DueGroup group) {
        ControlSettings settings = controls.current();
        return ByRoute.deliver(
                group.recipients(),
                recipient -> recipient.route(settings.smtpRoutes()),
                (route, recipients) -> deliver(route, recipients, settings));
    }

    private List<DeliveryOutcome> deliver(Route route, List<DueRecipient> recipients, ControlSettings settings) {
        Set<InetAddress> own = route instanceof Route.MailExchangers ? OwnAddresses.now() : Set.of();
        RouteFinder finder = new RouteFinder(resolver, own, ThreadLocalRandom.current());
        return switch (finder.find(route)) {
            case NextHopsResult.Deferred deferred -> all(recipients, new DeliveryOutcome.Deferred(deferred.text()));
            case NextHopsResult.Failed failed -> all(recipients, new DeliveryOutcome.Failed(failed.text()));
            case NextHopsResult.Hops found -> hand(recipients, found.hops(), settings);
        };
    }

    private List<DeliveryOutcome> hand(List<DueRecipient> recipients, NextHops hops, ControlSettings settings) {
        DueMail mail = recipients.getFirst().mail();
        Content content = contents.find(mail.id())
                .orElseThrow(() -> new IllegalStateException("message " + mail.id() + " has no content any more"));
        OutboundMessage message = new OutboundMessage(
                new Envelope(
                        mail.sender().towards(recipients.getFirst().address()),
                        recipients.stream()
                                .map(r -> new EnvelopeRecipient(r.address(), r.options()))
                                .toList(),
                        mail.options()),
                content);
        KeptDialogue dialogue = new KeptDialogue();
        List<DeliveryOutcome> outcomes = transport.deliver(
                message,
                hops,
                new OutboundTerms(
                        settings.heloHost(), settings.timeoutConnect(), settings.timeoutRemote(), settings.eightBit()),
                dialogue);
        keep(recipients, outcomes, dialogue);
        return outcomes;
    }

    private void keep(List<DueRecipient> recipients, List<DeliveryOutcome> outcomes, KeptDialogue dialogue) {
        Dialogues.Dialogue kept = new Dialogues.Dialogue(Instant.now(), dialogue.lines());
        for (int i = 0; i < recipients.size(); i++) {
            if (outcomes.get(i) instanceof DeliveryOutcome.Delivered) {
                dialogues.forget(recipients.get(i));
            } else {
                dialogues.keep(recipients.get(i), kept);
            }
        }
    }

    private static List<DeliveryOutcome> all(List<DueRecipient> recipients, DeliveryOutcome outcome) {
        return Collections.nCopies(recipients.size(), outcome);
    }
}
