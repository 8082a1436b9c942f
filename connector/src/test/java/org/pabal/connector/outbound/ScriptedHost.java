package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.pabal.core.smtp.client.NextHops.Hop;

/**
 * A next hop on a loopback port that plays a script for each connection, the last one again and again. What a script
 * complains about, {@link #close()} throws.
 */
final class ScriptedHost implements AutoCloseable {
    /** What the host does with one connection. */
    interface Script {
        void play(Peer client) throws IOException;
    }

    /** Longer than any test waits on purpose, so that a client that hangs fails its test. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How the system says that the client has gone; any other trouble is the test's. */
    private static final String GONE = ".*([Rr]eset|[Bb]roken pipe).*";

    private final ServerSocket listener;
    private final List<Script> scripts;
    private final Queue<Throwable> complaints = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedHost(List<Script> scripts) throws IOException {
        this.scripts = scripts;
        this.listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        threads.add(Thread.ofVirtual().start(this::acceptAll));
    }

    static ScriptedHost playing(Script... scripts) throws IOException {
        return new ScriptedHost(List.of(scripts));
    }

    Hop hop() {
        return new Hop("peer.test", listener.getInetAddress(), listener.getLocalPort());
    }

    /** How many connections there have been. */
    int connections() {
        return connections.get();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Script script = scripts.get(Math.min(connections.getAndIncrement(), scripts.size() - 1));
                threads.add(Thread.ofVirtual().start(() -> play(script, socket)));
            }
        } catch (SocketException closed) {
            assertThat(listener.isClosed()).isTrue();
        } catch (IOException e) {
            complaints.add(e);
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            script.play(new Peer(socket));
        } catch (IOException | AssertionError e) {
            complaints.add(e);
        }
    }

    /** Waits for the scripts that are still playing. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        assertThat(complaints).isEmpty();
    }

    /** The client, as a script sees it. */
    static final class Peer {
        private Socket socket;
        private InputStream in;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Shakes hands as the server; what was read ahead in the clear is lost. */
        Peer startTls(SSLContext context) throws IOException {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            socket = secured;
            in = new BufferedInputStream(secured.getInputStream());
            return this;
        }

        /** Shakes hands with a client that does not like the certificate. */
        void failTls(SSLContext context) {
            assertThatThrownBy(() -> {
                        startTls(context);
                        // TLS 1.3: the server is done before the client has looked
                        hearLine();
                    })
                    .isInstanceOf(IOException.class);
        }

        /** Reads what there is. */
        Peer hearSome() throws IOException {
            assertThat(in.read(new byte[8_192])).isPositive();
            return this;
        }

        /** Sends these lines in one write. */
        Peer say(String... lines) throws IOException {
            return raw(String.join("\r\n", lines) + "\r\n");
        }

        Peer raw(String octets) throws IOException {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        /** The next line must be this one. */
        Peer hear(String line) throws IOException {
            assertThat(hearLine()).isEqualTo(line);
            return this;
        }

        /** The next lines, one after the other. */
        Peer hearAll(String... lines) throws IOException {
            for (String line : lines) {
                hear(line);
            }
            return this;
        }

        String hearLine() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (true) {
                int octet = in.read();
                if (octet < 0) {
                    throw new EOFException("the client closed in place of a line, after " + line);
                }
                line.write(octet);
                if (octet == '\n') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    assertThat(text).endsWith("\r\n");
                    return text.substring(0, text.length() - 2);
                }
            }
        }

        /** @return what comes until the end of data, with it; a peer that knows its standard stops at CRLF.CRLF only */
        String hearContent() throws IOException {
            StringBuilder octets = new StringBuilder("\r\n");
            while (octets.length() < 5 || !octets.substring(octets.length() - 5).equals("\r\n.\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    throw new EOFException("the client closed before the end of data");
                }
                octets.append((char) octet);
            }
            return octets.substring(2);
        }

        /** The client must close without another octet. */
        void hearsNoMore() throws IOException {
            assertThat(in.read()).isEqualTo(-1);
        }

        /** Says nothing more, until the client closes; takes whatever it sends meanwhile. */
        void hang() throws IOException {
            byte[] ignored = new byte[8_192];
            try {
                int octets = in.read(ignored);
                while (octets >= 0) {
                    octets = in.read(ignored);
                }
            } catch (IOException reset) {
                // a client that closes with our octets unread resets the connection
                assertThat(reset).hasMessageMatching(GONE);
            }
        }

        /** Says one octet after the other, without ever ending the line, until the client has gone. */
        void drip() throws IOException {
            try {
                while (true) {
                    raw("2");
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            } catch (IOException gone) {
                assertThat(gone).hasMessageMatching(GONE);
            }
        }

        /** Reads nothing more until the client has given up, then what is left of it. */
        void stare() throws IOException {
            try {
                while (true) {
                    // urgent data does not count as an answer, and fails once the client has gone
                    socket.sendUrgentData('x');
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            } catch (IOException gone) {
                assertThat(gone).hasMessageMatching(GONE);
            }
        }

        /** Sends all of this, as far as the client takes it. */
        void flood(String octets) throws IOException {
            try {
                raw(octets).hang();
            } catch (IOException gone) {
                assertThat(gone).hasMessageMatching(GONE);
            }
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Greets, and offers PIPELINING and more. */
        Peer greet() throws IOException {
            return say("220 peer.test")
                    .hear("EHLO mx.local.test")
                    .say("250-peer.test", "250-PIPELINING", "250-8BITMIME", "250 SIZE 0");
        }

        /** Greets, and offers nothing. */
        Peer greetPlainly() throws IOException {
            return say("220 peer.test").hear("EHLO mx.local.test").say("250 peer.test");
        }

        /** Takes one pipelined message to a@ext.test and answers its end. */
        Peer take(String answer) throws IOException {
            hear("MAIL FROM:<s@local.test> SIZE=4");
            hearAll("RCPT TO:<a@ext.test>", "DATA").say("250 ok", "250 ok", "354 go");
            hearContent();
            return say(answer);
        }

        /** The client must close, with or without a QUIT, and say nothing else before. */
        void partsWithoutMail() throws IOException {
            byte[] last = new byte[8_192];
            try {
                int octets = in.read(last);
                if (octets > 0) {
                    assertThat(new String(last, 0, octets, StandardCharsets.ISO_8859_1))
                            .isEqualTo("QUIT\r\n");
                    say("221 bye").hearsNoMore();
                }
            } catch (IOException reset) {
                // a client that closes with our octets unread resets the connection
                assertThat(reset).hasMessageMatching(GONE);
            }
        }

        /** Ends the session as it should end. */
        void quit() throws IOException {
            hear("QUIT").say("221 bye").hearsNoMore();
        }
    }
}
