package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.function.Function;
import org.pabal.core.smtp.SmtpEndpoint;

/** The application behind a listener. Every call takes an endpoint from the container and gives it back. */
final class Application {
    private final MessageEndpointFactory factory;

    Application(MessageEndpointFactory factory) {
        this.factory = factory;
    }

    /** @throws UnavailableException if the container has no bean to spare, or no longer */
    <T> T ask(Function<SmtpEndpoint, T> question) throws UnavailableException {
        MessageEndpoint endpoint = factory.createEndpoint(null);
        try {
            return question.apply((SmtpEndpoint) endpoint);
        } finally {
            endpoint.release();
        }
    }
}
