package org.pabal.connector.outbound;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.pabal.core.address.DomainName;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.TlsPolicy;

/** Sessions that wait for their next message. Safe for many threads; never blocks on a socket. */
final class IdleSessions {
    /** Over all hosts. */
    private static final int MAX_SESSIONS = 1_000;

    /** Sessions that may stand in for each other: the same address on the same terms, and the same name in our hello.
     *
     * @param verified the name a certificate was looked at for; empty if none was */
    record SessionKey(InetAddress address, int port, DomainName heloHost, HopTerms terms, String verified) {
        static SessionKey of(Hop hop, OutboundTerms terms) {
            boolean isVerified = hop.terms().tls().level() == TlsPolicy.Level.VERIFY;
            return new SessionKey(
                    hop.address(), hop.port(), terms.heloHost(), hop.terms(), isVerified ? hop.hostName() : "");
        }
    }

    private record Idle(ClientSession session, long until) {}

    private final ReuseLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SessionKey, Deque<Idle>> byKey = new HashMap<>();
    private int size;
    private boolean closed;

    IdleSessions(ReuseLimits limits) {
        this.limits = limits;
    }

    /** @return the session that has waited least, if its peer has kept still; ends those that are of no more use */
    Optional<ClientSession> take(SessionKey key, long now) {
        for (Optional<ClientSession> next = poll(key, now); next.isPresent(); next = poll(key, now)) {
            if (next.get().isQuiet()) {
                return next;
            }
            next.get().leave();
        }
        return Optional.empty();
    }

    private Optional<ClientSession> poll(SessionKey key, long now) {
        lock.lock();
        try {
            Deque<Idle> waiting = byKey.get(key);
            // the last one in goes first: if that one has waited too long, so have the others
            if (waiting == null || waiting.getLast().until() < now) {
                return Optional.empty();
            }
            Idle idle = waiting.removeLast();
            removed(key, waiting);
            return Optional.of(idle.session());
        } finally {
            lock.unlock();
        }
    }

    /** Takes the session in, or ends it. */
    void keep(SessionKey key, ClientSession session, long now) {
        if (!session.mayGoOn(limits, now)
                || !add(key, new Idle(session, now + limits.idle().toNanos()))) {
            session.leave();
        }
    }

    private boolean add(SessionKey key, Idle idle) {
        lock.lock();
        try {
            if (closed || size >= MAX_SESSIONS || limits.idleSessions() == 0) {
                return false;
            }
            Deque<Idle> waiting = byKey.computeIfAbsent(key, k -> new ArrayDeque<>());
            if (waiting.size() >= limits.idleSessions()) {
                return false;
            }
            waiting.addLast(idle);
            size++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the sessions that have waited long enough. */
    void expire(long now) {
        drain(now).forEach(ClientSession::leave);
    }

    /** Ends all sessions, and keeps none from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        expire(Long.MAX_VALUE);
    }

    private List<ClientSession> drain(long now) {
        List<ClientSession> over = new ArrayList<>();
        lock.lock();
        try {
            Iterator<Deque<Idle>> queues = byKey.values().iterator();
            while (queues.hasNext()) {
                Deque<Idle> waiting = queues.next();
                while (!waiting.isEmpty() && waiting.getFirst().until() < now) {
                    over.add(waiting.removeFirst().session());
                    size--;
                }
                if (waiting.isEmpty()) {
                    queues.remove();
                }
            }
        } finally {
            lock.unlock();
        }
        return over;
    }

    private void removed(SessionKey key, Deque<Idle> waiting) {
        size--;
        if (waiting.isEmpty()) {
            byKey.remove(key);
        }
    }
}
