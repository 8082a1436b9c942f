package org.pabal.connector.outbound;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.pabal.core.smtp.client.ClientStep;
import org.pabal.core.smtp.client.DialogueLine.Kind;
import org.pabal.core.smtp.client.Heard;
import org.pabal.core.smtp.client.Protection;
import org.pabal.core.smtp.client.ReplyParser;

/**
 * A socket to a next hop: octets out, replies in, each step under a deadline that the {@link StepWatchdog} keeps by closing the
 * socket. Used by one thread, apart from {@link #close()}.
 */
final class ClientWire implements Closeable {
    private static final System.Logger LOG = System.getLogger(ClientWire.class.getName());
    private static final long NO_DEADLINE = Long.MAX_VALUE;
    private static final int BUFFER = 2_048;

    private final StepWatchdog watchdog;
    private final Socket socket;
    private final HopTls tls;
    private InputStream in;
    private OutputStream out;
    private @Nullable SSLSocket secured;
    private final ReplyParser parser = new ReplyParser();
    private final byte[] buffer = new byte[BUFFER];
    private int taken;
    private int filled;
    private volatile long deadline = NO_DEADLINE;

    private ClientWire(StepWatchdog watchdog, Socket socket, HopTls tls) throws IOException {
        this.watchdog = watchdog;
        this.tls = tls;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** @throws IOException if there is no connection within the time */
    static ClientWire connect(InetSocketAddress address, Duration within, StepWatchdog watchdog, HopTls tls)
            throws IOException {
        Socket socket = new Socket();
        String place = address.getAddress().getHostAddress() + ":" + address.getPort();
        Listening.happened(Kind.CONNECTING, place);
        try {
            socket.connect(address, (int) Math.min(Integer.MAX_VALUE, within.toMillis() + 1));
            // every write is a whole group or block: nothing is gained by waiting for more
            socket.setTcpNoDelay(true);
            ClientWire wire = new ClientWire(watchdog, socket, tls);
            watchdog.watch(wire);
            Listening.happened(Kind.CONNECTED, place);
            return wire;
        } catch (IOException e) {
            Listening.happened(Kind.TROUBLE, "no connection: " + e.getMessage());
            socket.close();
            throw e;
        }
    }

    /** Whether a connect failed since nothing came back, in our time or in the system's. */
    static boolean isTimeout(IOException e) {
        return e instanceof SocketTimeoutException
                || (e instanceof ConnectException
                        && String.valueOf(e.getMessage()).contains("timed out"));
    }

    void send(String commands, Duration within) throws IOException {
        Listening.said(commands);
        byte[] octets = commands.getBytes(StandardCharsets.UTF_8);
        send(octets, octets.length, within);
    }

    void send(byte[] octets, int length, Duration within) throws IOException {
        deadline = watchdog.in(within);
        try {
            out.write(octets, 0, length);
        } finally {
            deadline = NO_DEADLINE;
        }
    }

    /** @throws IOException if the connection ends, or the time does, before the reply is whole */
    Heard listen(Duration within) throws IOException {
        deadline = watchdog.in(within);
        try {
            while (true) {
                taken += parser.accept(buffer, taken, filled - taken);
                Optional<Heard> heard = parser.poll();
                if (heard.isPresent()) {
                    Listening.heard(heard.get().text());
                    return heard.get();
                }
                fill();
            }
        } finally {
            deadline = NO_DEADLINE;
        }
    }

    /**
     * Goes on under TLS, or says why not. What the peer has said after it agreed, still in the clear, may be anybody's
     * (CVE-2021-38371): then there is no handshake.
     */
    void startTls(ClientStep.Securing securing, Duration within) throws IOException {
        if (!isQuiet()) {
            securing.failed("it said more in the clear after it had agreed");
            return;
        }
        deadline = watchdog.in(within);
        try {
            SSLSocket secure = tls.secure(socket);
            in = secure.getInputStream();
            out = secure.getOutputStream();
            secured = secure;
            Protection protection = tls.protection(secure);
            Listening.happened(Kind.SECURED, protection.text());
            securing.secured(protection);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no TLS with a next hop", e);
            Listening.happened(Kind.TROUBLE, "no TLS: " + HandshakeTrouble.text(e));
            securing.failed(HandshakeTrouble.text(e));
        } finally {
            deadline = NO_DEADLINE;
        }
    }

    /** Says that nothing more will come, where TLS has a word for it. */
    void end(Duration within) throws IOException {
        SSLSocket secure = secured;
        if (secure != null) {
            deadline = watchdog.in(within);
            secure.close();
        }
    }

    private void fill() throws IOException {
        taken = 0;
        filled = 0;
        int octets = in.read(buffer);
        if (octets < 0) {
            throw new EOFException("the peer has closed the connection");
        }
        filled = octets;
    }

    /** Whether the peer has said nothing that was not asked for; an octet more would be taken for the next answer. */
    boolean isQuiet() {
        try {
            return taken == filled && parser.isIdle() && in.available() == 0;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a kept session is gone", e);
            return false;
        }
    }

    boolean isOverdue(long now) {
        return now > deadline;
    }

    @Override
    public void close() {
        watchdog.forget(this);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing an outgoing session", e);
        }
    }
}
