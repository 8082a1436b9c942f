package org.pabal.connector;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import org.pabal.core.proxy.ProxyHeader;
import org.pabal.core.smtp.Peer;

/** Both ends of a session, as the socket or a proxy that is believed says them. */
record Ends(InetAddress address, int port, InetAddress localAddress, int localPort) {
    static Ends of(Socket socket) {
        return new Ends(socket.getInetAddress(), socket.getPort(), socket.getLocalAddress(), socket.getLocalPort());
    }

    static Ends of(ProxyHeader.Announced announced) {
        return new Ends(announced.address(), announced.port(), announced.localAddress(), announced.localPort());
    }

    Peer peer(String listener) {
        return new Peer(listener, address, port, localAddress, localPort, Optional.empty());
    }
}
