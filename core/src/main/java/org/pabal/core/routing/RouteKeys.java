package org.pabal.core.routing;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.address.AddressLiteral;

/** The left side of a line of smtproutes and tlspolicy. */
final class RouteKeys {
    private RouteKeys() {}

    /** An address literal can be written in several ways. */
    static String keyOf(String text) {
        Optional<InetAddress> literal = text.startsWith("[") ? IpText.parse(text) : Optional.empty();
        return literal.map(a -> new AddressLiteral(a).key()).orElse(text).toLowerCase(Locale.ROOT);
    }
}
