package org.pabal.core.smtp;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The other end of a session as the socket shows it; nothing here was typed by the peer but {@code hostName}, which its
 * DNS says and which nothing may trust.
 *
 * @param listener the service that accepted: {@code smtp}, {@code submission}, {@code submissions}
 */
public record Peer(
        String listener,
        InetAddress address,
        int port,
        InetAddress localAddress,
        int localPort,
        Optional<String> hostName) {}
