package org.pabal.ejb.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.pabal.core.log.QueueLogLine;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.queue.Dispatcher;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.NewMail;

/** The activity log of qmail-send (spec: qmail-log), service {@code qmail-send}. */
@ApplicationScoped
public class QueueLog {
    private static final String SERVICE = "qmail-send";

    private final ServiceLogs logs;
    private final AtomicLong deliveries = new AtomicLong();
    private volatile boolean stopping;

    /** For the container's proxy, which never uses its own fields. */
    public QueueLog() {
        this(new ServiceLogs());
    }

    @Inject
    QueueLog(ServiceLogs logs) {
        this.logs = logs;
    }

    public void queued(NewMail mail) {
        logs.write(SERVICE, QueueLogLine.newMessage(mail.id()));
        logs.write(
                SERVICE,
                QueueLogLine.info(
                        mail.id(),
                        mail.content().octets(),
                        mail.sender(),
                        new QueueLogLine.Origin(mail.id().value(), 0)));
    }

    /** @return the delivery's number, for {@link #ended(long, DeliveryOutcome)} */
    public long starting(DueRecipient recipient) {
        long number = deliveries.incrementAndGet();
        logs.write(
                SERVICE,
                QueueLogLine.starting(number, recipient.mail().id(), recipient.channel(), recipient.address()));
        return number;
    }

    public void ended(long delivery, DeliveryOutcome outcome) {
        logs.write(SERVICE, QueueLogLine.ended(delivery, outcome));
    }

    public void status(Dispatcher.Status status) {
        logs.write(
                SERVICE,
                QueueLogLine.status(
                        new QueueLogLine.Load(status.local(), status.localLimit()),
                        new QueueLogLine.Load(status.remote(), status.remoteLimit()),
                        stopping));
    }

    /** From now on the status lines say that the service is ending. */
    public void stopping() {
        stopping = true;
    }

    /** The last line of a clean stop. */
    public void exiting() {
        logs.write(SERVICE, QueueLogLine.exiting());
    }

    /** A bounce could not be made, and is tried again. */
    public void bounceTrouble() {
        logs.write(SERVICE, QueueLogLine.warning("trouble injecting bounce message, will try later"));
    }

    public void bounced(QueueId message, QueueId bounce) {
        logs.write(SERVICE, QueueLogLine.bounce(message, bounce.value()));
    }

    public void tripleBounce(QueueId message) {
        logs.write(SERVICE, QueueLogLine.tripleBounce(message));
    }

    public void ended(QueueId message) {
        logs.write(SERVICE, QueueLogLine.endMessage(message));
    }
}
