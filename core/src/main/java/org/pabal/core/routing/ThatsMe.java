package org.pabal.core.routing;

import java.net.InetAddress;
import java.util.Set;

/**
 * Which addresses reach this host itself.
 *
 * @param listeners addresses of our interfaces and listeners, as far as peers know us by them
 */
record ThatsMe(Set<InetAddress> listeners) {
    ThatsMe {
        listeners = Set.copyOf(listeners);
    }

    /** Loopback and 0.0.0.0 always do; mail for them would come back to us. */
    boolean includes(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || listeners.contains(address);
    }
}
