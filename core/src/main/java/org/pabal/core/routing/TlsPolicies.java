package org.pabal.core.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pabal.core.address.Domain;
import org.pabal.core.smtp.client.TlsPolicy;

/**
 * The control setting {@code tlspolicy}: {@code domain:policy} or {@code domain:verify:NAME,NAME}, where the domain is the
 * recipient's, a suffix with its leading dot, or empty for all others. The longest key counts, and of several lines for a key
 * the last.
 */
public final class TlsPolicies {
    public static final TlsPolicies NONE = new TlsPolicies(Map.of());

    private final DomainTable<TlsPolicy> policies;

    private TlsPolicies(Map<String, TlsPolicy> policies) {
        this.policies = new DomainTable<>(policies);
    }

    /** @throws IllegalArgumentException with a clause that says what is wrong with a line */
    public static TlsPolicies require(List<String> lines) {
        Map<String, TlsPolicy> policies = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':', line.startsWith("[") ? Math.max(0, line.indexOf(']')) : 0);
            if (colon < 0) {
                throw new IllegalArgumentException("it has no colon");
            }
            policies.put(RouteKeys.keyOf(line.substring(0, colon)), TlsPolicy.require(line.substring(colon + 1)));
        }
        return new TlsPolicies(policies);
    }

    /** @return {@link TlsPolicy#MAY} where nothing is said */
    public TlsPolicy of(Domain domain) {
        return policies.find(domain).or(() -> policies.exactly("")).orElse(TlsPolicy.MAY);
    }
}
