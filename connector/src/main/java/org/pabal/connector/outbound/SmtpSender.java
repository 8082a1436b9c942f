package org.pabal.connector.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.pabal.connector.outbound.IdleSessions.SessionKey;
import org.pabal.connector.outbound.SessionOpener.Opening;
import org.pabal.connector.tls.ClientTls;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.smtp.client.DialogueListener;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.OutboundMessage;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.Reports;
import org.pabal.core.smtp.client.TimeoutTable;
import org.pabal.core.smtp.client.TransactionResult;
import org.pabal.core.smtp.client.TransactionResult.Afterwards;
import org.pabal.core.smtp.client.Transport;

/**
 * Delivers over sockets. Hosts are tried in order until one has taken our hello; what it then says counts (qmail tries no
 * other host after a connection, RFC 5321 §5.1 wants one after a failed greeting). Sessions are kept for the next message to
 * the same address.
 */
final class SmtpSender implements Transport, AutoCloseable {
    /** What a delivery may still take when the adapter stops. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    /** No further host is tried after this: an attempt holds one of the channel's places. */
    private static final Duration LOOK_FOR_HOST = Duration.ofMinutes(10);

    private final SessionOpener opener;
    private final TimeoutTable timeouts;
    private final IdleSessions idle;
    private final StepWatchdog watchdog;
    private volatile boolean closed;

    SmtpSender(ReuseLimits limits, ClientTls tls, TimeoutTable timeouts) {
        this.timeouts = timeouts;
        this.idle = new IdleSessions(limits);
        this.watchdog = new StepWatchdog(this::expireIdle);
        this.opener = new SessionOpener(watchdog, tls);
    }

    @Override
    public List<DeliveryOutcome> deliver(OutboundMessage message, NextHops hops, OutboundTerms terms) {
        int all = message.recipients().size();
        List<DeliveryOutcome> outcomes = deliverFirst(message, hops, terms);
        if (outcomes.size() == all) {
            return outcomes;
        }
        List<DeliveryOutcome> together = new ArrayList<>(outcomes);
        while (together.size() < all) {
            together.addAll(deliverFirst(message.forRecipients(together.size(), all), hops, terms));
        }
        return together;
    }

    @Override
    public List<DeliveryOutcome> deliver(
            OutboundMessage message, NextHops hops, OutboundTerms terms, DialogueListener listener) {
        return Listening.with(listener, () -> deliver(message, hops, terms));
    }

    /** @return outcomes of as many recipients as one transaction takes, from the first on; at least one */
    private List<DeliveryOutcome> deliverFirst(OutboundMessage message, NextHops hops, OutboundTerms terms) {
        String report = Reports.NO_CONNECTION;
        long until = watchdog.in(LOOK_FOR_HOST);
        for (Hop hop : hops.hops()) {
            if (closed) {
                report = Reports.STOPPING;
            }
            if (closed || watchdog.now() > until) {
                break;
            }
            SessionKey key = SessionKey.of(hop, terms);
            Optional<List<DeliveryOutcome>> overKept = overKept(key, message, terms);
            if (overKept.isPresent()) {
                return overKept.get();
            }
            switch (open(hop, terms)) {
                case Opening.Open open -> {
                    return transact(open.session(), key, message, terms).orElseThrow();
                }
                case Opening.NoConnection none -> {}
                case Opening.NoGreeting refused -> report = refused.report();
            }
        }
        return Collections.nCopies(message.recipients().size(), new Deferred(report));
    }

    /** @return empty if there is no kept session that is good for it; a probe is there to show the whole way */
    private Optional<List<DeliveryOutcome>> overKept(SessionKey key, OutboundMessage message, OutboundTerms terms) {
        return message.isProbe()
                ? Optional.empty()
                : idle.take(key, watchdog.now()).flatMap(kept -> transact(kept, key, message, terms));
    }

    private Opening open(Hop hop, OutboundTerms terms) {
        if (timeouts.isBlocked(hop.address(), Instant.now())) {
            return new Opening.NoConnection(false);
        }
        Opening opening = opener.open(hop, terms);
        if (opening instanceof Opening.NoConnection none && none.timedOut()) {
            timeouts.timedOut(hop.address(), Instant.now());
        } else {
            timeouts.answered(hop.address());
        }
        return opening;
    }

    @Override
    public TimeoutTable timeouts() {
        return timeouts;
    }

    /** @return empty if a kept session had gone stale; nothing was transferred then */
    private Optional<List<DeliveryOutcome>> transact(
            ClientSession session, SessionKey key, OutboundMessage message, OutboundTerms terms) {
        int fitting = session.fitting(message);
        OutboundMessage first = fitting == message.recipients().size() ? message : message.forRecipients(0, fitting);
        return switch (session.transact(first, terms)) {
            case TransactionResult.Stale stale -> Optional.empty();
            case TransactionResult.Settled settled -> {
                if (settled.afterwards() == Afterwards.KEEP || settled.afterwards() == Afterwards.RESET) {
                    idle.keep(key, session, watchdog.now());
                }
                yield Optional.of(settled.outcomes());
            }
        };
    }

    private void expireIdle() {
        idle.expire(watchdog.now());
    }

    @Override
    public void close() {
        closed = true;
        idle.close();
        watchdog.hurry(STOP_WITHIN);
    }
}
