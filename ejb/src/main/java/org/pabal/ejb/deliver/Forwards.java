package org.pabal.ejb.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.local.ForwardResult;
import org.pabal.core.local.LocalDelivery.Forwarder;
import org.pabal.core.message.Content;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.queue.QueueUnavailableException;
import org.pabal.ejb.receive.Injection;

/** Queues what a {@code .qmail} file forwards. */
@ApplicationScoped
class Forwards implements Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwards.class.getName());

    @Inject
    Injection injection;

    @Override
    public ForwardResult forward(
            ReversePath sender, List<EmailAddress> recipients, MailOptions options, Content content) {
        try {
            QueueId id = injection.inject(sender, recipients, options, content);
            return new ForwardResult.Queued(id.toString());
        } catch (IOException | QueueUnavailableException e) {
            LOG.log(Level.WARNING, "A message was not forwarded and will be tried again", e);
            return new ForwardResult.TryLater("qq temporary problem (#4.3.0)");
        }
    }
}
