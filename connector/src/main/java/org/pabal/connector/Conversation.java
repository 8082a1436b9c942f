package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.Admission;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;
import org.pabal.core.smtp.SmtpReply;

/** One session from accept to close, on a thread of its own. Whatever fails, the peer hears of it and nothing is kept. */
final class Conversation implements Runnable {
    private static final Logger LOG = System.getLogger(Conversation.class.getName());

    private final ListenerSettings settings;
    private final Protocol protocol;
    private final Seat seat;
    private final Application application;
    private final Wire wire;
    private final Lifeline lifeline;
    private @Nullable Dialogue exchange;
    private boolean lingering;

    /** One part of the conversation. @return whether it goes on */
    private interface Part {
        boolean play() throws IOException, UnavailableException;
    }

    Conversation(ListenerSettings settings, Application application, Wire wire, Lifeline lifeline, Seat seat) {
        this.settings = settings;
        this.seat = seat;
        this.protocol = settings.protocol();
        this.application = application;
        this.wire = wire;
        this.lifeline = lifeline;
    }

    @Override
    public void run() {
        try {
            boolean open = guarded(this::greet);
            while (open) {
                open = guarded(this::step);
            }
            guarded(this::forget);
            guarded(this::part);
        } finally {
            lifeline.close();
            wire.trace()
                    .end(
                            exchange == null
                                    ? "turned away"
                                    : exchange.summary().end().word());
            guarded(this::report);
        }
    }

    private boolean greet() throws IOException, UnavailableException {
        Socket socket = wire.socket();
        socket.setTcpNoDelay(true);
        Optional<Ends> found = ends(socket);
        if (found.isEmpty()) {
            return false;
        }
        Ends ends = found.get();
        Peer peer = seat.begins(ends.peer(settings.name()));
        application.traces().ifPresent(traces -> wire.trace().begin(traces, peer.traced()));
        lifeline.enterApplication();
        return switch (application.ask(endpoint -> endpoint.admit(peer))) {
            case Admission.Welcome welcome -> welcome(ends, welcome);
            case Admission.Deny deny -> false;
            case Admission.Refuse refuse -> {
                say(refuse.reply());
                yield false;
            }
        };
    }

    /** @return empty if there is no knowing who the peer is, or no room for it */
    private Optional<Ends> ends(Socket socket) throws IOException {
        if (!settings.trusted().proxies().contain(socket.getInetAddress())) {
            return Optional.of(Ends.of(socket));
        }
        lifeline.awaitProxy();
        Optional<Ends> announced = ProxyGreeting.read(socket);
        if (announced.isPresent() && !seat.sit(announced.get().address())) {
            say(Replies.TOO_MANY_SESSIONS);
            return Optional.empty();
        }
        return announced;
    }

    private boolean welcome(Ends ends, Admission.Welcome welcome) throws IOException, UnavailableException {
        SessionTerms terms = welcome.terms().with(wire.offer());
        boolean introduces = settings.trusted().introducers().contain(ends.address());
        Talk talk = new Talk(protocol.dialect(), welcome.manners(), introduces ? Optional.of(seat) : Optional.empty());
        Dialogue begun = protocol.hasReplies()
                ? new Exchange(terms, talk, application, lifeline, wire)
                : new Handover(terms, protocol.form(), application, lifeline, wire);
        exchange = begun;
        return begun.begin();
    }

    private boolean forget() {
        if (exchange != null) {
            exchange.forget();
        }
        return false;
    }

    private boolean step() throws IOException, UnavailableException {
        return exchange != null && exchange.step();
    }

    /** Closing with unread input would turn into a reset, which overtakes what we said last. */
    private boolean part() throws IOException {
        lifeline.part();
        wire.writer().flush();
        End end = exchange == null ? End.LOST : exchange.summary().end();
        boolean unread = end == End.QUIT ? wire.reader().pending() > 0 : end != End.LOST;
        if (lingering || unread) {
            wire.finish();
            wire.reader().discard();
        } else if (wire.isSecured()) {
            // the peer can tell our end from an attacker's
            wire.finish();
        }
        return false;
    }

    private boolean report() throws UnavailableException {
        Dialogue over = exchange;
        return over != null
                && !application.isGone()
                && application.ask(endpoint -> {
                    endpoint.ended(over.terms(), over.summary());
                    return true;
                });
    }

    private boolean guarded(Part part) {
        try {
            return caught(part);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a session was lost", e);
            return false;
        }
    }

    private boolean caught(Part part) throws IOException {
        try {
            return part.play();
        } catch (UnavailableException e) {
            LOG.log(Level.DEBUG, "the container has no endpoint to spare", e);
            Farewell farewell = lifeline.farewell();
            return fail(farewell == null ? Replies.BUSY : farewell.reply());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "the application failed in a session with " + wire.socket().getInetAddress(),
                    e);
            return exchange == null ? fail(Replies.BUSY) : exchange.survives() || fail(Replies.TROUBLE);
        }
    }

    private boolean fail(SmtpReply reply) throws IOException {
        if (exchange == null) {
            say(reply);
        } else {
            lingering = true;
            exchange.fail(reply);
        }
        return false;
    }

    /** To a peer that hears nothing else. */
    private void say(SmtpReply reply) throws IOException {
        lingering = true;
        if (protocol.hasReplies()) {
            wire.say(reply);
        }
    }
}
