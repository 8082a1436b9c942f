package org.pabal.core.routing;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;

/**
 * The control setting {@code smtproutes}: {@code domain:relay} or {@code domain:relay:port}, where the domain may be a
 * suffix with its leading dot, or empty for everything, and an empty relay means the DNS decides (qmail-remote). The relay
 * is a name, {@code 192.0.2.1}, {@code [192.0.2.1]} or {@code [2001:db8::1]}.
 */
public final class SmtpRoutes {
    public static final SmtpRoutes NONE = new SmtpRoutes(Map.of());

    private final Map<String, Relay> routes;

    /** What a key leads to. */
    private sealed interface Relay {
        record Dns() implements Relay {}

        record Host(Route.Smarthost route) implements Relay {}
    }

    private SmtpRoutes(Map<String, Relay> routes) {
        this.routes = Map.copyOf(routes);
    }

    /**
     * Reads the entries of the setting. As in qmail a line without a colon is ignored, keys are compared without case, and
     * the last of several lines for a key counts.
     *
     * @param lines the entries, without comments and empty lines
     * @throws IllegalArgumentException with a sentence that quotes the line, if its relay or port cannot be one
     */
    public static SmtpRoutes require(List<String> lines) {
        Map<String, Relay> routes = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':', line.startsWith("[") ? line.indexOf(']') : 0);
            if (colon >= 0) {
                routes.put(keyOf(line.substring(0, colon)), requireRelay(line, line.substring(colon + 1)));
            }
        }
        return new SmtpRoutes(routes);
    }

    /** An address literal can be written in several ways. */
    private static String keyOf(String text) {
        Optional<InetAddress> literal = text.startsWith("[") ? IpText.parse(text) : Optional.empty();
        return literal.map(a -> new AddressLiteral(a).key()).orElse(text).toLowerCase(Locale.ROOT);
    }

    /** The route of a domain: the whole name, then each suffix from a dot on, then the empty key; the first found counts. */
    public Route routeFor(Domain domain) {
        String key = domain.key().toLowerCase(Locale.ROOT);
        int at = 0;
        while (true) {
            Relay relay = routes.get(key.substring(at));
            if (relay != null) {
                return switch (relay) {
                    case Relay.Dns dns -> new Route.MailExchangers(domain);
                    case Relay.Host host -> host.route();
                };
            }
            if (at == key.length()) {
                return new Route.MailExchangers(domain);
            }
            int dot = key.indexOf('.', at + 1);
            at = dot < 0 ? key.length() : dot;
        }
    }

    private static Relay requireRelay(String line, String value) {
        if (value.isEmpty()) {
            return new Relay.Dns();
        }
        int bracket = value.startsWith("[") ? value.indexOf(']') : -1;
        int colon = value.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? value : value.substring(0, colon);
        int port = colon < 0 ? Route.SMTP_PORT : requirePort(line, value.substring(colon + 1));
        if (IpText.parse(host).isEmpty()) {
            requireName(line, host);
        }
        return new Relay.Host(new Route.Smarthost(host, port));
    }

    private static int requirePort(String line, String digits) {
        int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "smtproutes: \"" + line + "\" needs a port from 1 to 65535 after the relay");
        }
        return port;
    }

    private static void requireName(String line, String host) {
        try {
            new DomainName(host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "smtproutes: \"" + line + "\" names a relay that is neither a host name nor an address: "
                            + e.getMessage(),
                    e);
        }
    }
}
