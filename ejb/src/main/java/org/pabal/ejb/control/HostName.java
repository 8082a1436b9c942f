package org.pabal.ejb.control;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pabal.core.address.DomainName;

/** The name this host has, as a first value of {@code me}. */
final class HostName {
    private static final DomainName NAMELESS = new DomainName("localhost.localdomain");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

    private HostName() {}

    static DomainName own() {
        try {
            InetAddress own = InetAddress.getLocalHost();
            return choose(List.of(own.getCanonicalHostName(), own.getHostName()));
        } catch (UnknownHostException e) {
            // a host that does not know itself has no name; the operator sets one
            return NAMELESS;
        }
    }

    /** @return the first that is a full domain name; else the first that is any name */
    static DomainName choose(List<String> candidates) {
        List<DomainName> names = candidates.stream()
                .map(HostName::parse)
                .flatMap(Optional::stream)
                .toList();
        return names.stream()
                .filter(name -> name.text().indexOf('.') > 0)
                .findFirst()
                .or(() -> names.stream()
                        .filter(name -> !name.equals(new DomainName("localhost")))
                        .findFirst())
                .orElse(NAMELESS);
    }

    private static Optional<DomainName> parse(String candidate) {
        if (ADDRESS.matcher(candidate).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DomainName(candidate));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
