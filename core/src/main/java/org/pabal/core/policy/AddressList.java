package org.pabal.core.policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pabal.core.address.DomainName;

/**
 * Addresses that an operator lists: {@code user@host} for one, {@code @host} for all of a host (qmail-smtpd: bmfcheck), and
 * either with {@code *} for any run of characters, as {@code *@*.host} for all below it. In any case. Immutable.
 */
final class AddressList {
    private final Set<String> exact;
    private final List<String> patterns;

    AddressList(Collection<String> entries) {
        Set<String> lowered = entries.stream().map(DomainName::keyOf).collect(Collectors.toSet());
        this.patterns =
                lowered.stream().filter(entry -> entry.indexOf('*') >= 0).toList();
        Set<String> others = new HashSet<>(lowered);
        patterns.forEach(others::remove);
        this.exact = Set.copyOf(others);
    }

    /** @param address without {@code @} it is never on the list */
    boolean contains(String address) {
        String lowered = DomainName.keyOf(address);
        int at = lowered.lastIndexOf('@');
        if (at < 0) {
            return false;
        }
        String host = lowered.substring(at);
        return exact.contains(lowered)
                || exact.contains(host)
                || patterns.stream().anyMatch(pattern -> matches(pattern, pattern.startsWith("@") ? host : lowered));
    }

    /** Takes time in proportion to the product of both lengths at most, whatever a peer has typed. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
