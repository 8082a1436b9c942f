package org.pabal.connector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port whose sessions are {@link SessionSocket}s. */
final class SessionPort extends ServerSocket {
    private SessionPort() throws IOException {}

    /** @throws IOException if the address cannot be had; nothing stays open then */
    static SessionPort bound(InetSocketAddress address, int backlog) throws IOException {
        SessionPort port = new SessionPort();
        try {
            port.setReuseAddress(true);
            port.bind(address, backlog);
            return port;
        } catch (IOException e) {
            port.close();
            throw e;
        }
    }

    @Override
    public Socket accept() throws IOException {
        SessionSocket socket = new SessionSocket();
        implAccept(socket);
        return socket;
    }
}
