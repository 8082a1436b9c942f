package org.pabal.core.smtp;

import java.net.InetAddress;
import java.util.Optional;
import org.pabal.core.address.DomainName;
import org.pabal.core.trace.TracedSession;

/**
 * The other end of a session as the socket shows it; nothing here was typed by the peer but {@code hostName}, which its
 * DNS says, in lower case, and which nothing may trust.
 *
 * @param listener the service that accepted: {@code smtp}, {@code submission}, {@code submissions}
 * @param number names the session, in logs and traces; 0 until it has one
 */
public record Peer(
        String listener,
        InetAddress address,
        int port,
        InetAddress localAddress,
        int localPort,
        Optional<String> hostName,
        long number) {
    /** A peer whose session has no number yet. */
    public Peer(
            String listener,
            InetAddress address,
            int port,
            InetAddress localAddress,
            int localPort,
            Optional<String> hostName) {
        this(listener, address, port, localAddress, localPort, hostName, 0);
    }

    /** @return the same peer with its host name */
    public Peer called(DomainName name) {
        return new Peer(listener, address, port, localAddress, localPort, Optional.of(name.key()), number);
    }

    /** @return as watchers see it */
    public TracedSession traced() {
        return new TracedSession(number, listener, address, port);
    }

    /** @return the same peer in a session that is called so */
    public Peer numbered(long session) {
        return new Peer(listener, address, port, localAddress, localPort, hostName, session);
    }
}
