package org.pabal.connector;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.pabal.connector.tls.ServerTls;
import org.pabal.core.smtp.Replies;

/** Where a listener's sessions come in: as many as there are seats, each with a virtual thread of its own. */
final class Entrance {
    private final ListenerSettings settings;
    private final Application application;
    private final ServerTls tls;
    private final SessionGate gate;
    private final LiveSessions live;

    Entrance(ListenerSettings settings, Application application, ServerTls tls, SessionGate gate, LiveSessions live) {
        this.settings = settings;
        this.application = application;
        this.tls = tls;
        this.gate = gate;
        this.live = live;
    }

    /** Whether TLS is on and has a certificate to show. */
    boolean hasCertificate() {
        return mode() != Security.Mode.OFF && tls.current().isPresent();
    }

    private Security.Mode mode() {
        return settings.security().mode();
    }

    /** Gives a session that was accepted a thread, or sends it away. */
    void admit(Socket socket) throws IOException {
        if (mode() == Security.Mode.IMPLICIT && !hasCertificate()) {
            // without a word; the port stays open, so that mending the files is all that has to be done
            socket.close();
            return;
        }
        Wire wire = new Wire(socket, mode(), tls);
        Seat seat = Seat.find(gate);
        boolean proxied = settings.trusted().proxies().contain(socket.getInetAddress());
        // a proxy says later whom it speaks for
        boolean fits = seat != null && (proxied || seat.sit(socket.getInetAddress()));
        if (seat == null || !fits) {
            refuse(wire, seat, socket);
            return;
        }
        Lifeline lifeline = new Lifeline(socket, settings);
        Conversation conversation = new Conversation(settings, application, wire, lifeline, seat);
        live.add(lifeline);
        Thread.ofVirtual().name(settings.name()).start(() -> hold(conversation, lifeline, seat));
    }

    private void refuse(Wire wire, @Nullable Seat seat, Socket socket) throws IOException {
        try (socket) {
            if (settings.protocol().hasReplies()) {
                wire.refuse(Replies.TOO_MANY_SESSIONS);
            }
        } finally {
            if (seat != null) {
                seat.leave();
            }
        }
    }

    private void hold(Conversation conversation, Lifeline lifeline, Seat seat) {
        try {
            conversation.run();
        } finally {
            seat.leave();
            live.remove(lifeline);
        }
    }
}
