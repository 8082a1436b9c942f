package org.pabal.connector;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.pabal.core.smtp.Peer;

/** One session's place in the gate. It may change to another address, when a proxy says whom it speaks for. */
final class Seat {
    private final SessionGate gate;
    private @Nullable InetAddress address;

    private Seat(SessionGate gate) {
        this.gate = gate;
    }

    /** @return null if the listener is full */
    static @Nullable Seat find(SessionGate gate) {
        return gate.enter() ? new Seat(gate) : null;
    }

    /** @return whether one more session of this address fits; if not, the session has no address */
    boolean sit(InetAddress wanted) {
        rise();
        boolean fits = gate.count(wanted);
        address = fits ? wanted : null;
        return fits;
    }

    /** @return the peer as one of a session that begins now */
    Peer begins(Peer peer) {
        return peer.numbered(gate.number());
    }

    void leave() {
        rise();
        gate.leave();
    }

    private void rise() {
        if (address != null) {
            gate.discount(address);
            address = null;
        }
    }
}
