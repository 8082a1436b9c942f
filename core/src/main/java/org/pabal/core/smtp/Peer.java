package org.pabal.core.smtp;

import java.net.InetAddress;
import java.util.Optional;
import org.pabal.core.address.DomainName;

/**
 * The other end of a session as the socket shows it; nothing here was typed by the peer but {@code hostName}, which its
 * DNS says, in lower case, and which nothing may trust.
 *
 * @param listener the service that accepted: {@code smtp}, {@code submission}, {@code submissions}
 */
public record Peer(
        String listener,
        InetAddress address,
        int port,
        InetAddress localAddress,
        int localPort,
        Optional<String> hostName) {
    /** @return the same peer with its host name */
    public Peer called(DomainName name) {
        return new Peer(listener, address, port, localAddress, localPort, Optional.of(name.key()));
    }
}
