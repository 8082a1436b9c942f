package org.pabal.ejb.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.local.LocalUsers.Resolution;
import org.pabal.core.policy.BlockPolicy;
import org.pabal.core.policy.RoleAddress;
import org.pabal.core.queue.Channel;
import org.pabal.core.routing.RecipientRewriter;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.MailParameters;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.Hello;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.ejb.control.AssignmentStore;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.mailbox.Logins;

/** Whose mail is taken, for whom: one decision for each MAIL and RCPT. */
@ApplicationScoped
class MailPolicy {
    private static final Decision NOT_YOURS =
            new Decision.Reject(SmtpReply.of(553, "5.7.1", "sorry, that sender address belongs to somebody else"));

    @Inject
    ControlStore controls;

    @Inject
    AssignmentStore assignments;

    @Inject
    Desk desk;

    @Inject
    DiskSpace disk;

    @Inject
    Logins logins;

    @Inject
    Rates rates;

    @Inject
    SenderDomainDesk senderDomain;

    @Inject
    SpfDesk spf;

    @Inject
    GreylistDesk greylist;

    /** @param typed as the peer says it */
    Decision sender(SessionTerms terms, Hello hello, ReversePath typed, MailParameters parameters) {
        ReversePath sender = desk.named(typed);
        if (isSomebodyElses(terms, sender)) {
            return NOT_YOURS;
        }
        if (!disk.hasRoomFor(parameters.size().orElse(0))) {
            return new Decision.TryLater(SmtpReply.of(452, "4.3.1", "not enough room on this host just now"));
        }
        if (desk.writer().isBehind()) {
            return new Decision.TryLater(SmtpReply.of(451, "4.3.2", "the queue is behind just now, try again later"));
        }
        return Decision.inTurn(List.of(
                () -> senderDomain.decide(terms, sender),
                () -> spf.decide(terms, hello, sender),
                () -> rates.message(terms, terms.user(), sender)));
    }

    /** Whether a user who has logged in wants to send with an address of another user here. */
    private boolean isSomebodyElses(SessionTerms terms, ReversePath sender) {
        return terms.user().isPresent()
                && sender instanceof ReversePath.Mailbox mailbox
                && controls.current().recipientRewriter().isOurs(mailbox.address())
                && !logins.maySendAs(terms.user().get(), mailbox.address());
    }

    /** @param typed the sender, as the peer says it */
    Decision recipient(SessionTerms terms, ReversePath typed, EmailAddress recipient) {
        ReversePath sender = desk.named(typed);
        ControlSettings settings = controls.current();
        EmailAddress named = desk.named(recipient);
        boolean role = RoleAddress.isOne(named, settings.recipientRewriter());
        return Decision.inTurn(List.of(
                () -> role ? Decision.ACCEPT : BlockPolicy.decide(terms),
                () -> role ? Decision.ACCEPT : settings.senderPolicy().decide(sender),
                () -> settings.recipientPolicy().decide(named),
                () -> settings.relayPolicy().decide(terms, named),
                () -> exists(settings.recipientRewriter().rewrite(desk.accepted(terms, recipient))),
                () -> role ? Decision.ACCEPT : greylist.decide(terms, sender, named),
                () -> rates.recipient(terms, terms.user(), sender)));
    }

    private Decision exists(RecipientRewriter.Rewritten rewritten) {
        if (rewritten.channel() == Channel.REMOTE) {
            return Decision.ACCEPT;
        }
        return switch (assignments.localUsers().resolve(rewritten.address())) {
            case Resolution.NoMailbox none ->
                new Decision.Reject(SmtpReply.of(550, "5.1.1", "sorry, no mailbox here by that name"));
            case Resolution.Trouble trouble ->
                new Decision.TryLater(SmtpReply.of(451, "4.3.0", "that mailbox has trouble just now"));
            case Resolution.Deliver mailbox -> Decision.ACCEPT;
            case Resolution.Trash trash -> Decision.ACCEPT;
        };
    }
}
