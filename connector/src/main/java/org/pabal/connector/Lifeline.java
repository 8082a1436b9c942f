package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pabal.core.smtp.SmtpEndpoint;

/**
 * How a session ends from outside. Its own thread says what it waits for and until when. The watchdog, and whoever stops the
 * listener, end the waiting in two strokes: first the input is shut down, so that the session wakes up and says its last
 * words itself; a little later the socket is closed, which also frees a writer whose peer does not read.
 */
final class Lifeline {
    private static final Logger LOG = System.getLogger(Lifeline.class.getName());
    /** for the last words, and for the peer to read them */
    private static final Duration PARTING = Duration.ofSeconds(2);

    /** for a TLS handshake, or a request if that is less */
    private static final Duration HANDSHAKE = Duration.ofSeconds(20);

    /** for the header of a proxy, which is sent at once; or a request if that is less */
    private static final Duration PROXY = Duration.ofSeconds(10);

    private enum Phase {
        COMMAND,
        /** of TLS: nothing can be said during it */
        HANDSHAKE,
        CONTENT,
        /** in the application, which is never interrupted */
        APPLICATION,
        PARTING
    }

    private final Socket socket;
    private final long requestNanos;
    private final long nanosPerOctet;
    private long contentBegan;
    private volatile long deadline;
    private volatile Phase phase = Phase.APPLICATION;
    private volatile @Nullable Farewell farewell;
    private volatile boolean ended;
    private volatile long closing;
    private volatile @Nullable Thread sleeper;

    Lifeline(Socket socket, ListenerSettings settings) {
        this.socket = socket;
        this.requestNanos = settings.request().toNanos();
        this.nanosPerOctet = Duration.ofSeconds(1).toNanos() / settings.dataRate();
    }

    /** From here on the peer has the time of one request for its next command, however slowly it types. */
    void awaitCommand() {
        deadline = System.nanoTime() + requestNanos;
        phase = Phase.COMMAND;
    }

    /** The peer is to be silent for so long. */
    void awaitGreeting(Duration delay) {
        deadline = System.nanoTime() + delay.toNanos() + requestNanos;
        phase = Phase.COMMAND;
    }

    void awaitProxy() {
        deadline = System.nanoTime() + Math.min(requestNanos, PROXY.toNanos());
        phase = Phase.HANDSHAKE;
    }

    void awaitHandshake() {
        deadline = System.nanoTime() + Math.min(requestNanos, HANDSHAKE.toNanos());
        phase = Phase.HANDSHAKE;
    }

    void beginContent() {
        contentBegan = System.nanoTime();
    }

    /** Another piece of content has the time of one request, as long as the whole is fast enough. */
    void awaitContent(long octetsSoFar) {
        long slowest = contentBegan + requestNanos + octetsSoFar * nanosPerOctet;
        long idle = System.nanoTime() + requestNanos;
        deadline = slowest - idle < 0 ? slowest : idle;
        phase = Phase.CONTENT;
    }

    /** As {@link #awaitContent}, for the command before the next piece. */
    void awaitChunk(long octetsSoFar) {
        awaitContent(octetsSoFar);
        phase = Phase.COMMAND;
    }

    void enterApplication() {
        phase = Phase.APPLICATION;
    }

    void leaveApplication() {
        awaitCommand();
    }

    /** Asks the application, which may take its time. */
    <T> T ask(Application application, Function<SmtpEndpoint, T> question) throws UnavailableException {
        enterApplication();
        try {
            return application.ask(question);
        } finally {
            leaveApplication();
        }
    }

    /** Waits for so long, or until the session is ended. The peer's time begins afterwards. */
    void pause(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        deadline = until + requestNanos;
        sleeper = Thread.currentThread();
        phase = Phase.COMMAND;
        for (long left = duration.toNanos(); left > 0 && farewell == null; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        sleeper = null;
    }

    void part() {
        deadline = System.nanoTime() + PARTING.toNanos();
        phase = Phase.PARTING;
    }

    /** @return why, once somebody else has decided that the session ends */
    @Nullable
    Farewell farewell() {
        return farewell;
    }

    /** Looks whether time is up; called again and again by the watchdog. */
    void sweep(long now) {
        Phase seen = phase;
        Farewell why = farewell;
        if (seen == Phase.APPLICATION) {
            return;
        }
        if (ended ? now - closing > 0 : seen == Phase.PARTING && now - deadline > 0) {
            close();
        } else if (!ended && waits(seen) && why != null) {
            end(why);
        } else if (!ended && now - deadline > 0) {
            end(Farewell.TIMEOUT);
        }
    }

    /** The listener stops: a session that waits for a command ends now, any other before its next command. */
    void goDown() {
        farewell = Farewell.GOING_DOWN;
        LockSupport.unpark(sleeper);
        if (waits(phase)) {
            end(Farewell.GOING_DOWN);
        }
    }

    /** Nobody waits for this session any longer. */
    void cutOff() {
        end(Farewell.GOING_DOWN);
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a session's socket", e);
        }
    }

    /** Whether nothing is lost by ending the session now. */
    private static boolean waits(Phase phase) {
        return phase == Phase.COMMAND || phase == Phase.HANDSHAKE;
    }

    private void end(Farewell why) {
        farewell = why;
        closing = System.nanoTime() + PARTING.toNanos();
        if (ended) {
            return;
        }
        ended = true;
        LockSupport.unpark(sleeper);
        try {
            socket.shutdownInput();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the socket had closed before its session was ended", e);
        }
    }
}
