package org.pabal.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.CommException;
import jakarta.resource.spi.work.Work;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.pabal.connector.tls.ServerTls;

/**
 * One bound port and its open sessions. As a {@link Work} it accepts; each session has a virtual thread of its own. Bound
 * from the beginning, it accepts nobody before the application says that it is ready.
 */
final class Listener implements Work {
    private static final Logger LOG = System.getLogger(Listener.class.getName());
    private static final long READY_POLL_MILLIS = 250;
    private static final long ACCEPT_PAUSE_MILLIS = 200;
    /** a closed port may be open until the thread that accepts has noticed; one that never ran does not notice */
    private static final long NOTICE_MILLIS = 1_000;
    /** after the grace: for the last words, then for the application to return */
    private static final Duration PARTING = Duration.ofSeconds(4);

    private final ListenerSettings settings;
    private final Application application;
    private final ServerTls tls;
    private final ServerSocket port;
    private final SessionGate gate;
    private final LiveSessions live = new LiveSessions();
    private final Entrance entrance;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch deaf = new CountDownLatch(1);

    private Listener(
            ListenerSettings settings, Application application, ServerTls tls, ServerSocket port, AtomicLong numbers) {
        this.settings = settings;
        this.application = application;
        this.tls = tls;
        this.port = port;
        this.gate = new SessionGate(settings.sessions(), numbers);
        this.entrance = new Entrance(settings, application, tls, gate, live);
    }

    /**
     * @param numbers of sessions, shared by all listeners
     * @throws ResourceException with a sentence that names service, address and cause
     */
    static Listener bind(ListenerSettings settings, Application application, ServerTls tls, AtomicLong numbers)
            throws ResourceException {
        InetSocketAddress address = settings.address();
        try {
            ServerSocket port = SessionPort.bound(address, settings.backlog());
            return new Listener(settings, application, tls, port, numbers);
        } catch (IOException e) {
            throw new CommException(
                    "listener " + settings.name() + " cannot listen at "
                            + address.getAddress().getHostAddress() + " port " + address.getPort() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** @return the port in use, also if the system chose it */
    int localPort() {
        return port.getLocalPort();
    }

    int openSessions() {
        return gate.open();
    }

    @Override
    public void run() {
        try {
            while (!application.ready().orElse(false)) {
                if (stopping.await(READY_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            application.hostName().ifPresent(tls::named);
            // the application has made its home ready: what is wrong with a certificate is told now, not at the first
            // session
            LOG.log(
                    Level.INFO,
                    entrance.hasCertificate() ? "{0} listens at {1}" : "{0} listens at {1}, without TLS",
                    settings.name(),
                    port.getLocalSocketAddress());
            while (stopping.getCount() > 0) {
                accept();
            }
        } catch (InterruptedException e) {
            // the container's way to end its threads
            Thread.currentThread().interrupt();
        } finally {
            deaf.countDown();
        }
    }

    @Override
    public void release() {
        close();
    }

    /** Ends the sessions of peers whose time is up. */
    void sweep(long now) {
        live.forEach(session -> session.sweep(now));
    }

    /**
     * Accepts nobody any more, and returns when no session is left: those that wait for a command end at once, contents in
     * transfer have their grace as long as there is somebody to take them. Takes less than 30 seconds.
     */
    void stop() {
        close();
        awaitDeaf();
        live.forEach(application.isStillThere() ? Lifeline::goDown : Lifeline::cutOff);
        if (live.awaitNone(settings.stopGrace())) {
            return;
        }
        live.forEach(Lifeline::cutOff);
        if (!live.awaitNone(PARTING)) {
            live.forEach(Lifeline::close);
            LOG.log(Level.WARNING, "{0} sessions of {1} were cut off", gate.open(), settings.name());
        }
    }

    private void awaitDeaf() {
        try {
            if (!deaf.await(NOTICE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "the thread that accepts for {0} has not ended", settings.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        stopping.countDown();
        try {
            port.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "closing the port of " + settings.name(), e);
        }
    }

    private void accept() throws InterruptedException {
        try {
            entrance.admit(port.accept());
        } catch (IOException e) {
            // as long as descriptors are short, the next accept would fail at once
            if (!stopping.await(ACCEPT_PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "accepting a session of " + settings.name(), e);
            }
        }
    }
}
