package org.pabal.core.policy;

import java.time.Duration;
import java.util.Optional;
import org.pabal.core.smtp.Peer;

/** Asks a peer's host who has opened its session (RFC 1413): tcpserver's TCPREMOTEINFO. */
public interface Ident {
    /**
     * Blocks, for no longer than the time.
     *
     * @return what the host says, empty if it says that it does not say; nothing if it is silent or nobody listens there
     */
    Optional<String> ask(Peer peer, Duration time);
}
