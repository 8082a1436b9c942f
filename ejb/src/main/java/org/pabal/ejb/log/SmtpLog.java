package org.pabal.ejb.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.pabal.core.auth.Mechanism;
import org.pabal.core.log.SessionLogLine;
import org.pabal.core.policy.BlockPolicy;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.QueueId;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Tls;
import org.pabal.core.smtp.Verdicts;

/**
 * The listeners' logs: tcpserver's lines and one for each TLS handshake and each transaction; services {@code smtpd},
 * {@code submission} and {@code submissions}. Where tcpserver has a process id, a session has a number.
 */
@ApplicationScoped
public class SmtpLog {
    /** What stands for our name, as with tcpserver's customary {@code -l 0}. */
    private static final String LOCAL_HOST = "0";

    /** Lines of one session about refused senders and recipients. */
    private static final int MAX_REFUSALS = 50;

    @Inject
    ServiceLogs logs;

    /** what the resource adapter keeps the listeners' gates by */
    @Inject
    @ConfigProperty(name = "pabal.sessions.max", defaultValue = "20000")
    int limit;

    /** lines about refusals, by the number of a session that has had one */
    private final Map<Long, AtomicInteger> refusals = new ConcurrentHashMap<>();

    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

    /** @param block what is held against the peer */
    public void admitted(Peer peer, BlockPolicy.Verdict block) {
        long number = begin(peer);
        write(peer, SessionLogLine.ok(number, LOCAL_HOST, peer));
        if (!block.troubles().isEmpty()) {
            write(peer, SessionLogLine.unasked(number, peer, block.troubles()));
        }
        block.refusal().ifPresent(reply -> write(peer, SessionLogLine.refused(number, peer, reply)));
    }

    public void denied(Peer peer) {
        long number = begin(peer);
        write(peer, SessionLogLine.deny(number, LOCAL_HOST, peer));
        end(peer, SessionLogLine.DENIED);
    }

    /** @param reply what the peer hears in place of a greeting */
    public void turnedAway(Peer peer, Verdicts verdicts, SmtpReply reply) {
        long number = begin(peer);
        write(peer, SessionLogLine.turnedAway(number, peer, verdicts, reply));
        end(peer, SessionLogLine.DENIED);
    }

    public void secured(SessionTerms terms) {
        if (terms.tls() instanceof Tls.Active active) {
            write(terms.peer(), SessionLogLine.secured(number(terms), active));
        }
    }

    public void notSecured(SessionTerms terms, String reason) {
        write(terms.peer(), SessionLogLine.notSecured(number(terms), reason));
    }

    public void loggedIn(SessionTerms terms, Mechanism mechanism, String account) {
        write(terms.peer(), SessionLogLine.loggedIn(number(terms), mechanism.word(), account));
    }

    public void notLoggedIn(SessionTerms terms, Mechanism mechanism, String name) {
        write(terms.peer(), SessionLogLine.notLoggedIn(number(terms), mechanism.word(), name));
    }

    public void transaction(SessionTerms terms, Envelope envelope, Optional<QueueId> id, Ending ending) {
        write(
                terms.peer(),
                SessionLogLine.transaction(
                        number(terms),
                        new SessionLogLine.Transaction(
                                id,
                                envelope.sender(),
                                envelope.recipients(),
                                ending.octets(),
                                ending.verdicts(),
                                ending.reply())));
    }

    /**
     * A sender or recipient was judged. A refusal has a line of its own, as no transaction may come of it; a session has
     * {@value #MAX_REFUSALS} of them, and then a count.
     *
     * @return the decision
     */
    public Decision decided(SessionTerms terms, Envelope envelope, Decision decision) {
        switch (decision) {
            case Decision.Accept accept -> {}
            case Decision.Reject reject -> refused(terms, envelope, decision, reject.reply());
            case Decision.TryLater later -> refused(terms, envelope, decision, later.reply());
            case Decision.HangUp hangUp -> refused(terms, envelope, decision, hangUp.reply());
        }
        return decision;
    }

    private void refused(SessionTerms terms, Envelope envelope, Decision decision, SmtpReply reply) {
        AtomicInteger lines = refusals.computeIfAbsent(number(terms), session -> new AtomicInteger());
        if (lines.incrementAndGet() <= MAX_REFUSALS) {
            Verdicts verdicts = terms.verdicts().and(decision.verdicts());
            transaction(terms, envelope, Optional.empty(), new Ending(0, verdicts, reply));
        }
    }

    /** A question had no answer, which held nothing against the peer. */
    public void warn(Peer peer, String trouble) {
        write(peer, SessionLogLine.warning(peer.number(), trouble));
    }

    /** @return sessions that are open and were let in or are being denied, for each listener that has had any */
    public Map<String, Integer> open() {
        Map<String, Integer> open = new TreeMap<>();
        running.forEach((listener, count) -> open.put(listener, count.get()));
        return open;
    }

    /** How a transaction ended.
     *
     * @param octets with CRLF counted as two */
    public record Ending(long octets, Verdicts verdicts, SmtpReply reply) {}

    public void ended(SessionTerms terms, SessionSummary summary) {
        int status = switch (summary.end()) {
            case QUIT, GOING_DOWN -> SessionLogLine.ENDED;
            case LOST, TIMEOUT, HUNG_UP -> 256;
            case TROUBLE -> SessionLogLine.DROPPED;
        };
        Peer peer = terms.peer();
        AtomicInteger refused = refusals.remove(peer.number());
        int more = refused == null ? 0 : refused.get() - MAX_REFUSALS;
        if (more > 0) {
            write(peer, SessionLogLine.moreRefusals(peer.number(), more));
        }
        end(peer, status);
    }

    private long number(SessionTerms terms) {
        return terms.peer().number();
    }

    private long begin(Peer peer) {
        status(peer, running(peer).incrementAndGet());
        write(peer, SessionLogLine.pid(peer.number(), peer));
        return peer.number();
    }

    private void end(Peer peer, int status) {
        write(peer, SessionLogLine.end(peer.number(), status));
        status(peer, running(peer).decrementAndGet());
    }

    private void status(Peer peer, int now) {
        write(peer, SessionLogLine.status(now, limit));
    }

    private AtomicInteger running(Peer peer) {
        return running.computeIfAbsent(peer.listener(), name -> new AtomicInteger());
    }

    private void write(Peer peer, String line) {
        logs.write(service(peer.listener()), line);
    }

    /** @return the service that a listener is, as its log is called */
    public static String service(String listener) {
        return listener.equals("smtp") ? "smtpd" : listener;
    }
}
