package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that says raw octets and hears whole replies. */
final class Client implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int RECEIVE_BUFFER = 32 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    Client(int port) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        // a test that would wait for ever fails instead
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    static Client greeted(int port) throws IOException {
        return new Client(port)
                .hears("220 mx.local.test ESMTP")
                .says("EHLO client.test\r\n")
                .hears("250");
    }

    /** Sends these octets as they are, at once. */
    Client says(String raw) throws IOException {
        out.write(raw.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Client says(String line, String start) throws IOException {
        return says(line + "\r\n").hears(start);
    }

    /** Reads one reply, all its lines. */
    Client hears(String start) throws IOException {
        assertThat(reply()).startsWith(start);
        return this;
    }

    Client hears(String start, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            hears(start);
        }
        return this;
    }

    Client hearsNothingMore() throws IOException {
        assertThat(in.readLine()).isNull();
        return this;
    }

    /** Opens a transaction with one recipient and goes as far as 354. */
    Client inData() throws IOException {
        return says("MAIL FROM:<s@ext.test>", "250")
                .says("RCPT TO:<user@local.test>", "250")
                .says("DATA", "354");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    String reply() throws IOException {
        String line = in.readLine();
        String last = line;
        while (last != null && last.length() > 3 && last.charAt(3) == '-') {
            last = in.readLine();
        }
        return line == null ? "closed" : line;
    }
}
