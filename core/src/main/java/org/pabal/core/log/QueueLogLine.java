package org.pabal.core.log;

import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.QueueId;

/**
 * The lines of qmail-send's log, character for character, without LF and stamp (qmail-log(5)). Queue ids stand where
 * qmail has inode numbers.
 *
 * <p>Order: a start is followed by a status line, as is an end; {@code bounce msg} comes before the {@code end msg} of the
 * same message.
 */
public final class QueueLogLine {
    private static final int ORDINARY_LENGTH = 120;

    private QueueLogLine() {}

    /** Who queued a message.
     *
     * @param qp what ties the message to the session or bounce it came from: its process id, in qmail
     * @param uid user id
     */
    public record Origin(long qp, long uid) {}

    /** How busy a channel is. */
    public record Load(int running, int limit) {}

    public static String newMessage(QueueId id) {
        return "new msg " + id.value();
    }

    /** @param octets size of the content as stored */
    public static String info(QueueId id, long octets, ReversePath sender, Origin origin) {
        StringBuilder line =
                line("info msg ").append(id.value()).append(": bytes ").append(octets);
        LogText.append(line.append(" from <"), sender.text());
        return line.append("> qp ")
                .append(origin.qp())
                .append(" uid ")
                .append(origin.uid())
                .toString();
    }

    /** @param delivery counted from 1 since the service started
     * @param recipient rewritten, with the prefix of its virtual domain */
    public static String starting(long delivery, QueueId id, Channel channel, EmailAddress recipient) {
        StringBuilder line =
                line("starting delivery ").append(delivery).append(": msg ").append(id.value());
        line.append(channel == Channel.LOCAL ? " to local " : " to remote ");
        return LogText.append(line, recipient.text()).toString();
    }

    /** @param stopping the service has been told to end */
    public static String status(Load local, Load remote, boolean stopping) {
        StringBuilder line =
                line("status: local ").append(local.running()).append('/').append(local.limit());
        line.append(" remote ").append(remote.running()).append('/').append(remote.limit());
        return stopping ? line.append(" exitasap").toString() : line.toString();
    }

    public static String ended(long delivery, DeliveryOutcome outcome) {
        StringBuilder line = line("delivery ").append(delivery);
        line.append(
                switch (outcome) {
                    case DeliveryOutcome.Delivered delivered -> ": success: ";
                    case DeliveryOutcome.Failed failed -> ": failure: ";
                    case DeliveryOutcome.Deferred deferred -> ": deferral: ";
                });
        return LogText.append(line, outcome.text()).toString();
    }

    /** @param qp as in the bounce's own info line */
    public static String bounce(QueueId id, long qp) {
        return "bounce msg " + id.value() + " qp " + qp;
    }

    public static String tripleBounce(QueueId id) {
        return "triple bounce: discarding bounce/" + id.value();
    }

    public static String endMessage(QueueId id) {
        return "end msg " + id.value();
    }

    /** The last line of a clean stop. */
    public static String exiting() {
        return "status: exiting";
    }

    /** @param text our own words; kept readable, but always one line */
    public static String warning(String text) {
        return "warning: " + LogText.oneLine(text);
    }

    /** @param text our own words; kept readable, but always one line */
    public static String alert(String text) {
        return "alert: " + LogText.oneLine(text);
    }

    private static StringBuilder line(String beginning) {
        return new StringBuilder(ORDINARY_LENGTH).append(beginning);
    }
}
