package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/** The client's side of an SMTP session, as a transcript; can also say bytes that no decent client says. */
final class SmtpClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private SmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** @param from the client's own address; whoever connects from {@code 127.0.0.2} is a stranger */
    static SmtpClient connect(String from, int port) throws IOException {
        SmtpClient client = open(from, port);
        client.reply().hears("220");
        return client;
    }

    /** Without waiting for a greeting. */
    static SmtpClient open(String from, int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new SmtpClient(socket);
    }

    /** The same session by TLS, whatever certificate the server shows. */
    SmtpClient secured(String protocol) throws IOException {
        SSLSocket secured = (SSLSocket)
                AnyServer.context().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        secured.setEnabledProtocols(new String[] {protocol});
        secured.startHandshake();
        return new SmtpClient(secured);
    }

    /** Says one line and hears the reply. */
    Reply says(String line) throws IOException {
        send(line + "\r\n");
        return reply();
    }

    /** MAIL, RCPT and DATA up to and with the final dot, each of which must succeed. */
    Reply hands(String sender, String recipient, String content) throws IOException {
        opens(sender, recipient);
        return sendsContent(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** MAIL, RCPT and DATA up to the 354. */
    void opens(String sender, String recipient) throws IOException {
        says("MAIL FROM:<" + sender + ">").hears("250");
        says("RCPT TO:<" + recipient + ">").hears("250");
        says("DATA").hears("354");
    }

    /** Content without dot-stuffing, lines ended by CRLF, the last one too; stuffs, adds the final dot and hears the reply. */
    Reply sendsContent(byte[] content) throws IOException {
        boolean lineStart = true;
        for (byte octet : content) {
            if (lineStart && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            lineStart = octet == '\n';
        }
        return says(".");
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /** Gathers octets without sending them as a segment of their own. */
    OutputStream stream() {
        return out;
    }

    /** The next reply. */
    Reply reply() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            String line = line();
            text.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) != '-') {
                return new Reply(text.toString());
            }
        }
    }

    /** @return everything the server still says until it closes the connection */
    String untilClosed() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            in.transferTo(said);
        } catch (SocketException e) {
            // a reset instead of an orderly end: the server closed while we still talked
            said.writeBytes(new byte[0]);
        }
        return said.toString(StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the server closed the connection; before that it said: '" + line + "'");
            }
            if (octet == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(octet);
        }
    }

    /** Without QUIT. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A reply, its lines ended by LF. */
    record Reply(String text) {
        /** @param start what the reply must begin with: a code, or the first digit of one */
        Reply hears(String start) {
            assertThat(text).startsWith(start);
            return this;
        }
    }
}
