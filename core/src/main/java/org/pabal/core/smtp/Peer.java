package org.pabal.core.smtp;

import java.net.InetAddress;
import java.util.Optional;
import org.pabal.core.address.DomainName;
import org.pabal.core.trace.TracedSession;

/**
 * The other end of a session as the socket shows it; nothing here was typed by the peer but {@code hostName}, which its
 * DNS says, in lower case, and {@code info}; nothing may trust them.
 *
 * @param listener the service that accepted: {@code smtp}, {@code submission}, {@code submissions}
 * @param info what its ident server says, if it was asked and said something; made up by whoever runs that host
 * @param number names the session, in logs and traces; 0 until it has one
 */
public record Peer(
        String listener,
        InetAddress address,
        int port,
        InetAddress localAddress,
        int localPort,
        Optional<String> hostName,
        Optional<String> info,
        long number) {
    /** A peer whose ident server was not asked, and whose session has no number yet. */
    public Peer(
            String listener,
            InetAddress address,
            int port,
            InetAddress localAddress,
            int localPort,
            Optional<String> hostName) {
        this(listener, address, port, localAddress, localPort, hostName, Optional.empty(), 0);
    }

    /** @return the same peer with its host name */
    public Peer called(DomainName name) {
        return new Peer(listener, address, port, localAddress, localPort, Optional.of(name.key()), info, number);
    }

    /** @return the same peer with what its ident server says */
    public Peer identified(Optional<String> said) {
        return new Peer(listener, address, port, localAddress, localPort, hostName, said, number);
    }

    /** @return as watchers see it */
    public TracedSession traced() {
        return new TracedSession(number, listener, address, port);
    }

    /** @return the same peer in a session that is called so */
    public Peer numbered(long session) {
        return new Peer(listener, address, port, localAddress, localPort, hostName, info, session);
    }
}
