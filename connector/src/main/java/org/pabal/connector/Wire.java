package org.pabal.connector;

import java.io.IOException;
import java.net.Socket;

/** Both directions of one session. */
record Wire(WireReader reader, WireWriter writer) {
    static Wire of(Socket socket) throws IOException {
        WireWriter writer = new WireWriter(socket.getOutputStream());
        return new Wire(new WireReader(socket.getInputStream(), writer), writer);
    }
}
