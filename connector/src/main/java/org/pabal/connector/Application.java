package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.core.trace.Traces;

/** The application behind a listener. Every call takes an endpoint from the container and gives it back. */
final class Application {
    private static final Logger LOG = System.getLogger(Application.class.getName());

    private final MessageEndpointFactory factory;
    private volatile boolean gone;
    private volatile @Nullable Traces traces;

    Application(MessageEndpointFactory factory) {
        this.factory = factory;
    }

    /** @throws UnavailableException if the container has no bean to spare, or none any more */
    <T> T ask(Function<SmtpEndpoint, T> question) throws UnavailableException {
        if (gone) {
            throw new UnavailableException("the application has been stopped");
        }
        MessageEndpoint endpoint = factory.createEndpoint(null);
        try {
            return question.apply((SmtpEndpoint) endpoint);
        } finally {
            endpoint.release();
        }
    }

    /** As {@link #ask}, without an answer. */
    void tell(Consumer<SmtpEndpoint> news) throws UnavailableException {
        Function<SmtpEndpoint, Boolean> heard = endpoint -> {
            news.accept(endpoint);
            return true;
        };
        ask(heard);
    }

    /** @return what it says to this question, or empty if it cannot be asked now */
    Optional<Boolean> ready() {
        try {
            return Optional.of(ask(SmtpEndpoint::ready));
        } catch (UnavailableException | RuntimeException e) {
            LOG.log(Level.DEBUG, "the application cannot be asked whether it is ready", e);
            return Optional.empty();
        }
    }

    /** @return what it calls this host, or empty if it cannot be asked now */
    Optional<String> hostName() {
        try {
            return Optional.of(ask(SmtpEndpoint::hostName));
        } catch (UnavailableException | RuntimeException e) {
            LOG.log(Level.DEBUG, "the application cannot be asked for the name of this host", e);
            return Optional.empty();
        }
    }

    /** @return where sessions find their watchers, or empty if it cannot be asked now */
    Optional<Traces> traces() {
        if (traces == null) {
            try {
                traces = ask(SmtpEndpoint::traces);
            } catch (UnavailableException | RuntimeException e) {
                LOG.log(Level.DEBUG, "the application cannot be asked who watches", e);
            }
        }
        return Optional.ofNullable(traces);
    }

    /**
     * A container may stop the beans of an application before it deactivates them (Payara does). Whoever finds that out
     * spares it one failing call for each session.
     *
     * @return whether it can still be asked
     */
    boolean isStillThere() {
        gone = ready().isEmpty();
        return !gone;
    }

    boolean isGone() {
        return gone;
    }
}
