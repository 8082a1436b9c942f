package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.Tls;

/** The TLS handshake of a session. A failed one is told to the log, and by TLS to the peer, which hears nothing else. */
final class Handshake {
    private final Application application;
    private final Lifeline lifeline;
    private final Wire wire;

    Handshake(Application application, Lifeline lifeline, Wire wire) {
        this.application = application;
        this.lifeline = lifeline;
        this.wire = wire;
    }

    /** @return the terms as they are from then on; empty if it failed */
    Optional<SessionTerms> perform(SessionTerms terms) throws UnavailableException {
        lifeline.awaitHandshake();
        try {
            Tls.Active active = wire.secure();
            wire.trace().secured(active.protocol(), active.cipherSuite());
            return Optional.of(terms.with(active));
        } catch (IOException e) {
            String reason = reason(e);
            wire.trace().notSecured(reason);
            lifeline.enterApplication();
            application.tell(app -> app.notSecured(terms, reason));
            return Optional.empty();
        }
    }

    private String reason(IOException e) {
        Farewell farewell = lifeline.farewell();
        if (farewell != null) {
            return farewell.end().toString();
        }
        // the JDK wraps what it did not expect
        Throwable known = e.getCause() instanceof IOException cause ? cause : e;
        return Objects.requireNonNullElse(known.getMessage(), "unknown");
    }
}
