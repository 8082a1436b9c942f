package org.pabal.core.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;
import org.pabal.core.policy.RateLimiter.Rate;
import org.pabal.core.routing.DomainTable;
import org.pabal.core.routing.Route;

/**
 * The control setting {@code destinationlimits}: how much mail may go to one destination, {@code domain:concurrency} or
 * {@code domain:concurrency:rate}. The domain may be a suffix with its leading dot, or empty for all others; concurrency is
 * deliveries at the same time; the rate is recipients in a time, as {@code 100/1m}. What is empty has no limit of its own.
 */
public final class DestinationLimits {
    /** Deliveries at the same time to a destination of which the setting does not speak. */
    public static final int USUAL_CONCURRENCY = 20;

    public static final int MAX_CONCURRENCY = 10_000;

    private static final String SIX = "IPv6:";
    private static final Limit USUAL = new Limit(USUAL_CONCURRENCY, Optional.empty());

    private final DomainTable<Limit> limits;
    private final Limit others;

    /**
     * @param concurrency deliveries at the same time, 1 to {@value DestinationLimits#MAX_CONCURRENCY}
     * @param rate recipients in a time
     */
    public record Limit(int concurrency, Optional<Rate> rate) {}

    private DestinationLimits(Map<String, Limit> limits) {
        this.limits = new DomainTable<>(limits);
        this.others = limits.getOrDefault("", USUAL);
    }

    /**
     * @param lines the entries, without comments and empty lines; the last of several lines for a key counts
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static DestinationLimits require(List<String> lines) {
        Map<String, Limit> limits = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':', Math.max(0, line.startsWith("[") ? line.indexOf(']') : 0));
            if (colon < 0) {
                throw new IllegalArgumentException(
                        "it is not of the form domain:concurrency or domain:concurrency:rate");
            }
            limits.put(requireKey(line.substring(0, colon)), requireLimit(line.substring(colon + 1)));
        }
        return new DestinationLimits(limits);
    }

    /** The limit of a route: by the domain that the DNS is asked for, or by the first host that {@code smtproutes} names. */
    public Limit of(Route route) {
        return switch (route) {
            case Route.MailExchangers dns -> of(dns.domain());
            case Route.Smarthost smarthost ->
                domain(smarthost.relays().getFirst().host()).map(this::of).orElse(others);
        };
    }

    private Limit of(Domain domain) {
        return limits.find(domain).orElse(others);
    }

    /** @param host a name, or an address with or without brackets */
    private static Optional<Domain> domain(String host) {
        return literal(host).<Domain>map(address -> address).or(() -> DomainName.parse(host));
    }

    /** An address can be written in several ways. */
    private static Optional<AddressLiteral> literal(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        String address = bare.regionMatches(true, 0, SIX, 0, SIX.length()) ? bare.substring(SIX.length()) : bare;
        return AddressLiteral.parse("[" + address + "]").or(() -> AddressLiteral.parse("[" + SIX + address + "]"));
    }

    private static String requireKey(String key) {
        if (key.startsWith("[")) {
            return literal(key)
                    .orElseThrow(() -> new IllegalArgumentException("what is in its brackets is no address"))
                    .text();
        }
        if (!key.isEmpty()) {
            new DomainName(key.startsWith(".") ? key.substring(1) : key);
        }
        return DomainName.keyOf(key);
    }

    private static Limit requireLimit(String text) {
        int colon = text.indexOf(':');
        String concurrency = colon < 0 ? text : text.substring(0, colon);
        String rate = colon < 0 ? "" : text.substring(colon + 1);
        return new Limit(
                concurrency.isEmpty() ? MAX_CONCURRENCY : requireConcurrency(concurrency),
                rate.isEmpty() ? Optional.empty() : Optional.of(RateRule.requireRate(rate)));
    }

    private static int requireConcurrency(String digits) {
        int number = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        if (number < 1 || number > MAX_CONCURRENCY) {
            throw new IllegalArgumentException("after its domain is no number from 1 to " + MAX_CONCURRENCY);
        }
        return number;
    }
}
