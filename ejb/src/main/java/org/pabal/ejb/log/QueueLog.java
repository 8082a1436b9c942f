package org.pabal.ejb.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.log.QueueLogLine;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.NewMail;

/** The activity log of qmail-send (spec: qmail-log), service {@code qmail-send}. */
@ApplicationScoped
public class QueueLog {
    private static final String SERVICE = "qmail-send";

    private final ServiceLogs logs;
    private final ControlStore controls;
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicInteger local = new AtomicInteger();
    private final AtomicInteger remote = new AtomicInteger();
    private volatile boolean stopping;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    public QueueLog() {
        this(null, null);
    }

    @Inject
    QueueLog(ServiceLogs logs, ControlStore controls) {
        this.logs = logs;
        this.controls = controls;
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

    /**
     * A slot in which deliveries run, one of those that {@code concurrencylocal} and {@code concurrencyremote} limit. As in
     * qmail-send a status line follows each line about a delivery; it counts the slot once, until the last of its deliveries
     * has ended. For one thread.
     */
    public final class Slot implements AutoCloseable {
        private final AtomicInteger running;
        private int left;

        private Slot(AtomicInteger running, int deliveries) {
            this.running = running;
            this.left = deliveries;
            running.incrementAndGet();
        }

        /** @return the delivery's number, for {@link #ended} */
        public long starting(DueRecipient recipient) {
            long number = deliveries.incrementAndGet();
            logs.write(
                    SERVICE,
                    QueueLogLine.starting(number, recipient.mail().id(), recipient.channel(), recipient.address()),
                    statusLine());
            return number;
        }

        public void ended(long delivery, DeliveryOutcome outcome) {
            left--;
            if (left == 0) {
                running.decrementAndGet();
            }
            logs.write(SERVICE, QueueLogLine.ended(delivery, outcome), statusLine());
        }

        /** Gives up what a surprise has kept from ending. */
        @Override
        public void close() {
            if (left > 0) {
                left = 0;
                running.decrementAndGet();
            }
        }
    }

    /** @param deliveries how many there are to be, at least one */
    public Slot slot(Channel channel, int deliveries) {
        return new Slot(channel == Channel.LOCAL ? local : remote, deliveries);
    }

    /** The first line of a service that begins. */
    public void status() {
        logs.write(SERVICE, statusLine());
    }

    private String statusLine() {
        ControlSettings settings = controls.current();
        return QueueLogLine.status(
                new QueueLogLine.Load(local.get(), settings.concurrencyLocal()),
                new QueueLogLine.Load(remote.get(), settings.concurrencyRemote()),
                stopping);
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
