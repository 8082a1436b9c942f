package org.pabal.core.log;

import java.util.List;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.QueueId;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Tls;
import org.pabal.core.smtp.Verdicts;

/**
 * The lines of a listener's log without LF and stamp: tcpserver's, and one of our own for each transaction. Order for one
 * client: status, pid, ok or deny, its transactions, end, status. The {@code pid} is a number that names the session.
 */
public final class SessionLogLine {
    /** Wait status of a session that ended as it should. */
    public static final int ENDED = 0;

    /** Wait status of a client that the access rules deny: exit code 100. */
    public static final int DENIED = 100 << 8;

    /** Wait status of a session that broke down on our side: exit code 111. */
    public static final int DROPPED = 111 << 8;

    private static final int MAX_FIELD = 100;
    private static final int MAX_REASON = 200;
    private static final int MAX_RECIPIENTS = 20;
    private static final int MAX_TROUBLE = 500;

    private SessionLogLine() {}

    /**
     * One transaction as it ended.
     *
     * @param id of the queued message; empty if nothing was queued
     * @param octets content as stored
     * @param verdicts what checks have come to; each is a word
     * @param reply the last reply of the transaction
     */
    public record Transaction(
            Optional<QueueId> id,
            ReversePath sender,
            List<EmailAddress> recipients,
            long octets,
            Verdicts verdicts,
            SmtpReply reply) {
        public Transaction {
            recipients = List.copyOf(recipients);
        }
    }

    /** @param limit sessions at the same time */
    public static String status(int running, int limit) {
        return "tcpserver: status: " + running + "/" + limit;
    }

    public static String pid(long pid, Peer peer) {
        return "tcpserver: pid " + pid + " from " + peer.address().getHostAddress();
    }

    /** @param localHost our name, as {@code tcpserver -l}: customarily 0 */
    public static String ok(long pid, String localHost, Peer peer) {
        return ends("tcpserver: ok ", pid, localHost, peer);
    }

    /** @param localHost our name, as {@code tcpserver -l}: customarily 0 */
    public static String deny(long pid, String localHost, Peer peer) {
        return ends("tcpserver: deny ", pid, localHost, peer);
    }

    /** {@code smtpd: PID tls PROTOCOL CIPHER}, after a handshake. */
    public static String secured(long pid, Tls.Active tls) {
        StringBuilder line = new StringBuilder(80).append("smtpd: ").append(pid).append(" tls ");
        LogText.append(line, tls.protocol()).append(' ');
        return LogText.append(line, tls.cipherSuite()).toString();
    }

    /** {@code smtpd: PID tls failed: REASON}. */
    public static String notSecured(long pid, String reason) {
        StringBuilder line =
                new StringBuilder(160).append("smtpd: ").append(pid).append(" tls failed: ");
        return LogText.append(line, reason.substring(0, Math.min(MAX_REASON, reason.length())))
                .toString();
    }

    /** {@code smtpd: PID auth MECHANISM ACCOUNT}. */
    public static String loggedIn(long pid, String mechanism, String account) {
        return auth(pid, mechanism, account);
    }

    /** {@code smtpd: PID auth MECHANISM NAME failed}, with the name as it was typed. */
    public static String notLoggedIn(long pid, String mechanism, String name) {
        return auth(pid, mechanism, name) + " failed";
    }

    private static String auth(long pid, String mechanism, String name) {
        StringBuilder line = new StringBuilder(80)
                .append("smtpd: ")
                .append(pid)
                .append(" auth ")
                .append(mechanism);
        // a name with a space could be read as something else
        return LogText.append(
                        line.append(' '), name.replace(' ', '?').substring(0, Math.min(MAX_REASON, name.length())))
                .toString();
    }

    /** @param waitStatus {@link #ENDED}, {@link #DENIED}, {@link #DROPPED}, or another exit code times 256 */
    public static String end(long pid, int waitStatus) {
        return "tcpserver: end " + pid + " status " + waitStatus;
    }

    /** rblsmtpd's line about a peer whose recipients are refused: code and text, without the enhanced status. */
    public static String refused(long pid, Peer peer, SmtpReply reply) {
        return rblsmtpd(pid, peer, reply.code() + " " + reply.lines().getFirst());
    }

    /** {@code smtpd: PID turned away IP VERDICTS: REPLY}, of a session that ends before its greeting. */
    public static String turnedAway(long pid, Peer peer, Verdicts verdicts, SmtpReply reply) {
        return "smtpd: " + pid + " turned away " + peer.address().getHostAddress() + " " + verdicts.text() + ": "
                + reply;
    }

    /** {@code smtpd: PID warning: TEXT}, of a question that had no answer and held nothing against the peer. */
    public static String warning(long pid, String text) {
        return "smtpd: " + pid + " warning: " + cut(text);
    }

    /** {@code smtpd: PID and N more refusals}, of a session that has had its share of lines. */
    public static String moreRefusals(long pid, int count) {
        return "smtpd: " + pid + " and " + count + " more refusals";
    }

    /** @param troubles of lists that could not be asked about a peer */
    public static String unasked(long pid, Peer peer, List<String> troubles) {
        return rblsmtpd(pid, peer, "warning: " + cut(String.join("; ", troubles)));
    }

    private static String cut(String troubles) {
        String all = LogText.oneLine(troubles);
        return all.substring(0, Math.min(all.length(), MAX_TROUBLE));
    }

    private static String rblsmtpd(long pid, Peer peer, String what) {
        return "rblsmtpd: " + peer.address().getHostAddress() + " pid " + pid + ": " + what;
    }

    /**
     * {@code smtpd: PID msg ID bytes N VERDICTS from <S> to <R> <R>: REPLY}, where ID is {@code -} if nothing was queued, and the
     * recipients after the {@value #MAX_RECIPIENTS}th are only counted.
     */
    public static String transaction(long pid, Transaction transaction) {
        StringBuilder line =
                new StringBuilder(200).append("smtpd: ").append(pid).append(" msg ");
        line.append(transaction.id().map(QueueId::toString).orElse("-"));
        line.append(" bytes ").append(transaction.octets());
        String verdicts = transaction.verdicts().text();
        line.append(verdicts.isEmpty() ? "" : " ").append(verdicts);
        LogText.append(line.append(" from <"), transaction.sender().text()).append("> to");
        List<EmailAddress> recipients = transaction.recipients();
        recipients.stream()
                .limit(MAX_RECIPIENTS)
                .forEach(recipient ->
                        LogText.append(line.append(" <"), recipient.text()).append('>'));
        if (recipients.size() > MAX_RECIPIENTS) {
            line.append(" and ").append(recipients.size() - MAX_RECIPIENTS).append(" more");
        }
        return LogText.append(line.append(": "), transaction.reply().toString()).toString();
    }

    private static String ends(String what, long pid, String localHost, Peer peer) {
        StringBuilder line = new StringBuilder(120).append(what).append(pid).append(' ');
        field(line, localHost).append(':');
        field(line, peer.localAddress().getHostAddress())
                .append(':')
                .append(peer.localPort())
                .append(' ');
        field(line, peer.hostName().orElse("")).append(':');
        field(line, peer.address().getHostAddress()).append(':');
        return field(line, peer.info().orElse(""))
                .append(':')
                .append(peer.port())
                .toString();
    }

    /** As tcpserver's: what could be taken for a separator becomes ?, and long text is cut (ucspi-tcp: tcpserver.c, safecats). */
    private static StringBuilder field(StringBuilder line, String text) {
        for (int i = 0; i < Math.min(text.length(), MAX_FIELD); i++) {
            char c = text.charAt(i);
            line.append(c <= 32 || c >= 127 || c == '%' || c == ':' ? '?' : c);
        }
        return text.length() > MAX_FIELD ? line.append("...") : line;
    }
}
