package org.pabal.ejb.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.message.Content;
import org.pabal.core.policy.LocalIpHost;
import org.pabal.core.queue.EnvelopeRecipient;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.routing.RecipientRewriter;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.queue.ContentSpool;
import org.pabal.ejb.queue.NewMail;
import org.pabal.ejb.queue.QueueIds;
import org.pabal.ejb.queue.QueueWriter;

/** Makes a queued message of an envelope and a content: gives it its id, rewrites its recipients, waits for the commit. */
@ApplicationScoped
class Desk {
    @Inject
    QueueIds ids;

    @Inject
    ContentSpool spool;

    @Inject
    QueueWriter writer;

    @Inject
    ControlStore controls;

    QueueId nextId() {
        return ids.next();
    }

    GrowingContent content(QueueId id) {
        return new GrowingContent(id, spool);
    }

    QueueWriter writer() {
        return writer;
    }

    /** @return the recipient as it is queued: a literal of this host replaced by its name, the relay client's suffix added */
    EmailAddress accepted(SessionTerms terms, EmailAddress recipient) {
        return terms.withSuffix(named(recipient));
    }

    /** @return the address with this host's name in place of one of its own address literals */
    EmailAddress named(EmailAddress address) {
        return address.domain() instanceof AddressLiteral
                ? localIpHost().map(host -> host.replaceIn(address)).orElse(address)
                : address;
    }

    /** @return the sender with this host's name in place of one of its own address literals */
    ReversePath named(ReversePath sender) {
        return sender instanceof ReversePath.Mailbox mailbox
                        && mailbox.address().domain() instanceof AddressLiteral
                ? localIpHost().map(host -> host.replaceIn(sender)).orElse(sender)
                : sender;
    }

    private Optional<LocalIpHost> localIpHost() {
        return controls.current().localIpHost().map(host -> new LocalIpHost(host, OwnAddresses.now()));
    }

    /** @param recipients as they are to be queued */
    NewMail mail(QueueId id, ReversePath sender, List<EnvelopeRecipient> recipients, Details details) {
        RecipientRewriter rewriter = controls.current().recipientRewriter();
        List<NewMail.NewRecipient> rewritten = new ArrayList<>(recipients.size());
        for (EnvelopeRecipient recipient : recipients) {
            RecipientRewriter.Rewritten to = rewriter.rewrite(recipient.address());
            rewritten.add(new NewMail.NewRecipient(to.channel(), to.address(), recipient.options()));
        }
        return new NewMail(
                id, sender, details.options(), Instant.now(), rewritten, details.content(), details.report());
    }

    /** @param report what it does to the message that it is about */
    record Details(MailOptions options, Content content, Optional<NewMail.Report> report) {}
}
