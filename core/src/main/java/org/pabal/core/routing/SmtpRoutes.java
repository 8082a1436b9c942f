package org.pabal.core.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pabal.core.address.Domain;
import org.pabal.core.smtp.client.TlsPolicy;

/**
 * The control setting {@code smtproutes}: {@code domain:relay} or {@code domain:relay:port}, where the domain may be a
 * suffix with its leading dot, or empty for everything, and an empty relay means the DNS decides (qmail-remote). The relay
 * is a name, {@code 192.0.2.1}, {@code [192.0.2.1]} or {@code [2001:db8::1]}. Beyond qmail, options may follow a relay after
 * blanks, and further relays after commas, which are tried in their order (docs/decisions/029). Of a domain that goes by the DNS
 * the route says how it is to be protected.
 */
public final class SmtpRoutes {
    public static final SmtpRoutes NONE = new SmtpRoutes(Map.of(), TlsPolicies.NONE);

    /** Attempts at more hosts would take too long for one delivery. */
    private static final int MOST_RELAYS = 10;

    private final Map<String, List<RelayParser.Parsed>> routes;
    private final TlsPolicies policies;

    private SmtpRoutes(Map<String, List<RelayParser.Parsed>> routes, TlsPolicies policies) {
        this.routes = Map.copyOf(routes);
        this.policies = policies;
    }

    /** Routes alone, without passwords and with the standard policy. */
    public static SmtpRoutes require(List<String> lines) {
        return require(lines, RelayPasswords.NONE, TlsPolicies.NONE);
    }

    /**
     * Reads the entries of the setting. As in qmail a line without a colon is ignored, keys are compared without case, and
     * the last of several lines for a key counts.
     *
     * @param lines the entries, without comments and empty lines
     * @throws IllegalArgumentException with a sentence that quotes the line, if something in it cannot be
     */
    public static SmtpRoutes require(List<String> lines, RelayPasswords passwords, TlsPolicies policies) {
        Map<String, List<RelayParser.Parsed>> routes = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':', line.startsWith("[") ? line.indexOf(']') : 0);
            if (colon >= 0) {
                routes.put(
                        RouteKeys.keyOf(line.substring(0, colon)),
                        requireRelays(line, line.substring(colon + 1), passwords));
            }
        }
        return new SmtpRoutes(routes, policies);
    }

    /** The route of a domain: the whole name, then each suffix from a dot on, then the empty key; the first found counts. */
    public Route routeFor(Domain domain) {
        TlsPolicy policy = policies.of(domain);
        String key = domain.key().toLowerCase(Locale.ROOT);
        int at = 0;
        while (true) {
            List<RelayParser.Parsed> relays = routes.get(key.substring(at));
            if (relays != null && !relays.isEmpty()) {
                return new Route.Smarthost(
                        relays.stream().map(relay -> relay.relay(policy)).toList());
            }
            if (relays != null || at == key.length()) {
                return new Route.MailExchangers(domain, policy);
            }
            int dot = key.indexOf('.', at + 1);
            at = dot < 0 ? key.length() : dot;
        }
    }

    private static List<RelayParser.Parsed> requireRelays(String line, String value, RelayPasswords passwords) {
        List<RelayParser.Parsed> relays = new ArrayList<>();
        if (value.isEmpty()) {
            return relays;
        }
        try {
            for (String relay : value.split(",", -1)) {
                relays.add(RelayParser.require(relay, passwords));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("smtproutes: \"" + line + "\" " + e.getMessage(), e);
        }
        if (relays.size() > MOST_RELAYS) {
            throw new IllegalArgumentException("smtproutes: \"" + line + "\" has more than " + MOST_RELAYS + " relays");
        }
        return relays;
    }
}
