package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client that says raw octets and hears whole replies. */
final class Client implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int RECEIVE_BUFFER = 32 * 1024;

    private Socket socket;
    private OutputStream out;
    private BufferedReader in;

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

    /** Does a TLS handshake, whoever the server is. */
    Client handshakes(String protocol) throws IOException {
        SSLSocket secured = (SSLSocket)
                AnyServer.context().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        secured.setEnabledProtocols(new String[] {protocol});
        secured.startHandshake();
        socket = secured;
        out = secured.getOutputStream();
        in = new BufferedReader(new InputStreamReader(secured.getInputStream(), StandardCharsets.ISO_8859_1));
        return this;
    }

    /** A handshake of a client that wants to speak this protocol (RFC 7301). */
    Client handshakesFor(String application) throws IOException {
        SSLSocket secured = (SSLSocket)
                AnyServer.context().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {application});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
        out = secured.getOutputStream();
        in = new BufferedReader(new InputStreamReader(secured.getInputStream(), StandardCharsets.ISO_8859_1));
        return this;
    }

    /** STARTTLS and its handshake. */
    Client startsTls(String protocol) throws IOException {
        return says("STARTTLS", "220 2.0.0").handshakes(protocol);
    }

    SSLSocket tls() {
        return (SSLSocket) socket;
    }

    X509Certificate certificate() throws IOException {
        return (X509Certificate) tls().getSession().getPeerCertificates()[0];
    }

    /** @return the octets that still come */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                rest.append((char) c);
            }
        } catch (SocketException e) {
            // closed with octets of ours unread
            rest.append("");
        }
        return rest.toString();
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

    Client hearsOctets(String expected) throws IOException {
        assertThat(octets(expected.length())).isEqualTo(expected);
        return this;
    }

    /** @return the next so many octets */
    String octets(int count) throws IOException {
        char[] heard = new char[count];
        for (int n = 0; n < heard.length; ) {
            int read = in.read(heard, n, heard.length - n);
            if (read < 0) {
                throw new EOFException("after: " + new String(heard, 0, n));
            }
            n += read;
        }
        return new String(heard);
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
        return wholeReply().getFirst();
    }

    List<String> wholeReply() throws IOException {
        List<String> lines = new ArrayList<>();
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            lines.add(line);
            line = in.readLine();
        }
        lines.add(line == null ? "closed" : line);
        return lines;
    }
}
