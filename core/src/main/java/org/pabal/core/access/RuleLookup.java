package org.pabal.core.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order in which tcpserver searches rules (ucspi-tcp: rules.c). */
final class RuleLookup {
    private RuleLookup() {}

    /**
     * @param host the client's host name, if it has one; may be empty
     * @param info what the client's ident server said, if it did; may be empty
     * @return the addresses to look for; the first that has a rule decides
     */
    static List<String> addresses(String ip, @Nullable String host, @Nullable String info) {
        List<String> order = new ArrayList<>(12);
        if (info != null) {
            order.add(info + "@" + ip);
            if (host != null) {
                order.add(info + "@=" + host);
            }
        }
        order.add(ip);
        if (host != null) {
            order.add("=" + host);
        }
        for (int dot = ip.lastIndexOf('.'); dot >= 0; dot = ip.lastIndexOf('.', dot - 1)) {
            order.add(ip.substring(0, dot + 1));
        }
        if (host != null) {
            for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
                order.add("=" + host.substring(dot));
            }
            order.add("=");
        }
        order.add("");
        return order;
    }
}
