package org.pabal.connector;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** A port whose sessions are {@link SessionSocket}s. */
final class SessionPort extends ServerSocket {
    SessionPort() throws IOException {}

    @Override
    public Socket accept() throws IOException {
        SessionSocket socket = new SessionSocket();
        implAccept(socket);
        return socket;
    }
}
