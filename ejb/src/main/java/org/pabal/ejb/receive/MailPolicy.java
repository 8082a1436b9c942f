package org.pabal.ejb.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.local.LocalUsers.Resolution;
import org.pabal.core.local.MailboxQuotas;
import org.pabal.core.policy.BlockPolicy;
import org.pabal.core.policy.RoleAddress;
import org.pabal.core.queue.Channel;
import org.pabal.core.quota.OverQuota;
import org.pabal.core.routing.RecipientRewriter;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.MailParameters;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.Hello;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.ejb.control.AssignmentStore;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.mailbox.Logins;
import org.pabal.ejb.mailbox.QuotaDesk;

/** Whose mail is taken, for whom: one decision for each MAIL and RCPT. */
@ApplicationScoped
class MailPolicy {
    private static final Decision NOT_YOURS =
            new Decision.Reject(SmtpReply.of(553, "5.7.1", "sorry, that sender address belongs to somebody else"));

    private static final Decision TROUBLE =
            new Decision.TryLater(SmtpReply.of(451, "4.3.0", "that mailbox has trouble just now"));
    private static final Logger LOG = Logger.getLogger(MailPolicy.class.getName());

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

    @Inject
    QuotaDesk quotas;

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
    Decision recipient(SessionTerms terms, ReversePath typed, MailParameters parameters, EmailAddress recipient) {
        ReversePath sender = desk.named(typed);
        ControlSettings settings = controls.current();
        EmailAddress named = desk.named(recipient);
        boolean role = RoleAddress.isOne(named, settings.recipientRewriter());
        return Decision.inTurn(List.of(
                () -> role ? Decision.ACCEPT : BlockPolicy.decide(terms),
                () -> role ? Decision.ACCEPT : settings.senderPolicy().decide(sender),
                () -> settings.recipientPolicy().decide(named),
                () -> settings.relayPolicy().decide(terms, named),
                () -> exists(
                        settings.recipientRewriter().rewrite(desk.accepted(terms, recipient)),
                        parameters.size().orElse(0)),
                () -> role ? Decision.ACCEPT : greylist.decide(terms, sender, named),
                () -> rates.recipient(terms, terms.user(), sender)));
    }

    private Decision exists(RecipientRewriter.Rewritten rewritten, long octets) {
        if (rewritten.channel() == Channel.REMOTE) {
            return Decision.ACCEPT;
        }
        return switch (assignments.localUsers().resolve(rewritten.address())) {
            case Resolution.NoMailbox none ->
                new Decision.Reject(SmtpReply.of(550, "5.1.1", "sorry, no mailbox here by that name"));
            case Resolution.Trouble trouble -> TROUBLE;
            case Resolution.Deliver mailbox -> hasRoom(mailbox, octets);
            case Resolution.Foreign foreign -> Decision.ACCEPT;
            case Resolution.Trash trash -> Decision.ACCEPT;
        };
    }

    private Decision hasRoom(Resolution.Deliver mailbox, long octets) {
        MailboxQuotas now = quotas.quotas();
        try {
            return now.isFull(mailbox, octets) ? full(now.overQuota()) : Decision.ACCEPT;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The size of a mailbox cannot be found out", e);
            return TROUBLE;
        }
    }

    private static Decision full(OverQuota overQuota) {
        return switch (overQuota) {
            case DEFER -> new Decision.TryLater(SmtpReply.of(452, "4.2.2", "user is over quota"));
            case REJECT -> new Decision.Reject(SmtpReply.of(552, "5.2.2", "user is over quota"));
        };
    }
}
