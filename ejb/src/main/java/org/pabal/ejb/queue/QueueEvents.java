package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.log.QueueLog;

/** What follows from a commit: the log says it, contents leave memory, and new mail is tried. */
@ApplicationScoped
class QueueEvents {
    @Inject
    Dispatcher dispatcher;

    @Inject
    ContentCache contents;

    @Inject
    QueueLog log;

    boolean hasRoomFor(NewMail mail) {
        return dispatcher.hasRoomFor(mail.recipients().size());
    }

    void committed(List<QueueTransaction.OwnedMail> mails, List<RecipientOutcome> outcomes, GroupResult result) {
        List<DueRecipient> due = new ArrayList<>(mails.size());
        for (QueueTransaction.OwnedMail owned : mails) {
            if (owned.ours()) {
                add(owned.mail(), due);
            }
        }
        try {
            for (QueueTransaction.OwnedMail owned : mails) {
                tell(owned.mail());
                if (owned.ours()) {
                    contents.put(owned.mail().id(), owned.mail().content());
                }
            }
        } finally {
            // these rows are ours: whatever happens to the log, nobody else would try them
            dispatcher.offer(due);
        }
        end(outcomes, result);
    }

    private void tell(NewMail mail) {
        log.queued(mail);
        mail.report().ifPresent(report -> {
            if (report instanceof NewMail.Report.Bounce bounce) {
                log.bounced(bounce.about(), mail.id());
                log.ended(bounce.about());
            }
        });
    }

    private void end(List<RecipientOutcome> outcomes, GroupResult result) {
        for (long id : result.ended()) {
            QueueId ended = new QueueId(id);
            contents.remove(ended);
            log.ended(ended);
        }
        for (long id : result.bounceDue()) {
            contents.remove(new QueueId(id));
        }
        for (RecipientOutcome outcome : outcomes) {
            if (outcome instanceof RecipientOutcome.Deferred || outcome instanceof RecipientOutcome.Taken) {
                contents.remove(outcome.recipient().mail().id());
            }
        }
    }

    private static void add(NewMail mail, List<DueRecipient> due) {
        DueMail common = new DueMail(
                mail.id(),
                mail.sender(),
                mail.options(),
                mail.birth(),
                mail.content().octets(),
                mail.recipients().size() == 1,
                mail.inlineOctets().isEmpty());
        Share share = Share.ofNew(mail.recipients().size());
        for (int position = 0; position < mail.recipients().size(); position++) {
            NewMail.NewRecipient recipient = mail.recipients().get(position);
            due.add(new DueRecipient(
                    common, position, recipient.channel(), recipient.address(), recipient.options(), share));
        }
    }
}
