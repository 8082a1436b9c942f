package org.pabal.ejb.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.local.LocalDelivery;
import org.pabal.core.local.LocalDelivery.LocalMessage;
import org.pabal.core.local.LocalTerms;
import org.pabal.core.local.MaildirNames;
import org.pabal.core.local.MboxWriter;
import org.pabal.core.message.Content;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.ejb.control.AssignmentStore;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.mailbox.QuotaDesk;
import org.pabal.ejb.program.UserPrograms;
import org.pabal.ejb.queue.ContentCache;
import org.pabal.ejb.queue.DueGroup;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.Feedback;

/** Attempts at local recipients. */
@ApplicationScoped
class LocalDeliveries {
    private static final Logger LOG = Logger.getLogger(LocalDeliveries.class.getName());

    @Inject
    Attempts attempts;

    @Inject
    AssignmentStore assignments;

    @Inject
    ContentCache contents;

    @Inject
    Forwards forwards;

    @Inject
    ControlStore controls;

    @Inject
    UserPrograms programs;

    @Inject
    QuotaDesk quotas;

    private final MaildirNames names =
            new MaildirNames(hostName(), ProcessHandle.current().pid(), Clock.systemUTC(), new SecureRandom());

    private final MboxWriter mboxes = new MboxWriter();

    Feedback attempt(DueGroup group) {
        return attempts.run(group, new Attempts.Attempt() {
            @Override
            public List<Optional<DeliveryOutcome>> together(DueGroup all) {
                return delivery()
                        .deliver(all.recipients().stream()
                                .map(LocalDeliveries.this::message)
                                .toList());
            }

            @Override
            public DeliveryOutcome alone(DueRecipient recipient) {
                return delivery().deliverAlone(message(recipient));
            }
        });
    }

    private LocalMessage message(DueRecipient recipient) {
        Content content = contents.find(recipient.mail().id())
                .orElseThrow(() ->
                        new IllegalStateException("message " + recipient.mail().id() + " has no content any more"));
        return new LocalMessage(
                recipient.mail().sender(), recipient.address(), recipient.mail().options(), content);
    }

    private LocalDelivery delivery() {
        LocalTerms terms = new LocalTerms(
                controls.current().envNoAtHost(),
                names,
                Clock.systemUTC(),
                programs.starter(),
                programs.helpers(),
                quotas.quotas(),
                mboxes,
                LocalDeliveries::logTrouble);
        return new LocalDelivery(assignments.localUsers(), forwards, terms);
    }

    private static void logTrouble(EmailAddress recipient, String report, IOException cause) {
        LOG.log(Level.WARNING, "Delivery to a local mailbox is put off: " + report.strip(), cause);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.log(Level.INFO, "This host does not know its own name; Maildir names end in localhost", e);
            return "localhost";
        }
    }
}
