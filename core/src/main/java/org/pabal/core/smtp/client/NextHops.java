package org.pabal.core.smtp.client;

import java.net.InetAddress;
import java.util.List;

/**
 * Where to try, best first.
 *
 * @param hops addresses with their ports, at least one
 */
public record NextHops(List<Hop> hops) {
    /** @param hostName the mail exchanger's name, or the address as text */
    public record Hop(String hostName, InetAddress address, int port, HopTerms terms) {
        /** On which nothing particular is agreed. */
        public Hop(String hostName, InetAddress address, int port) {
            this(hostName, address, port, HopTerms.STANDARD);
        }
    }

    public NextHops {
        hops = List.copyOf(hops);
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("no next hop");
        }
    }
}
