package org.pabal.core.routing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;

/**
 * A table as qmail searches one by domain: the whole domain, then each of its suffixes that begins with a dot, longest
 * first. A key {@code .example} so covers what is below {@code example}, not {@code example} itself. Case does not count.
 */
public final class DomainTable<V> {
    private final Map<String, V> entries;

    /** Of keys that differ in case alone, one counts: which, is not defined. */
    public DomainTable(Map<String, V> entries) {
        Map<String, V> byKey = new HashMap<>();
        entries.forEach((key, value) -> byKey.put(keyOf(key), value));
        this.entries = Map.copyOf(byKey);
    }

    /** A table that only says whether it has a domain. */
    public static DomainTable<String> of(Collection<String> keys) {
        return new DomainTable<>(
                keys.stream().collect(Collectors.toMap(Function.identity(), Function.identity(), (a, b) -> a)));
    }

    /** @return the value of the first key found, the empty key not being one of them */
    public Optional<V> find(Domain domain) {
        String key = domain.key();
        for (int at = 0; at >= 0; at = key.indexOf('.', at + 1)) {
            V value = entries.get(key.substring(at));
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** @return the value of the key that is just this */
    public Optional<V> exactly(String key) {
        return Optional.ofNullable(entries.get(keyOf(key)));
    }

    /** An address literal can be written in several ways, and is no name. */
    private static String keyOf(String text) {
        return AddressLiteral.parse(text).map(AddressLiteral::key).orElseGet(() -> DomainName.keyOf(text));
    }

    public boolean covers(Domain domain) {
        return find(domain).isPresent();
    }
}
