package org.pabal.core.operations;

import java.util.List;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Route;
import org.pabal.core.routing.SmtpRoutes;

/**
 * Another host for recipients, whatever their domain says.
 *
 * @param text as behind a domain in {@code smtproutes}: {@code relay.example.org}, {@code 192.0.2.1:2525}
 */
public record Relay(String text) {
    private static final DomainName ANY = new DomainName("any");

    /** @throws IllegalArgumentException with a clause, if it is none */
    public Relay {
        if (route(text) instanceof Route.MailExchangers) {
            throw new IllegalArgumentException("a relay is a host, with or without a port");
        }
    }

    public Route route() {
        return route(text);
    }

    private static Route route(String text) {
        return SmtpRoutes.require(List.of(":" + text)).routeFor(ANY);
    }
}
