package org.pabal.core.routing;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.pabal.core.address.DomainName;

/**
 * An address as a name in a zone that is ordered by addresses: its octets, or the nibbles of an IPv6 address, from the last
 * to the first (RFC 1035 §3.5, RFC 3596 §2.5, RFC 5782 §2).
 */
public final class ReversedAddress {
    /** Characters of a zone that leave room for any address in a name of the DNS, which has 253. */
    public static final int MAX_ZONE = 253 - 64;

    private ReversedAddress() {}

    /** @param zone at most {@value #MAX_ZONE} characters */
    public static DomainName in(DomainName zone, InetAddress address) {
        StringBuilder name = new StringBuilder(64);
        byte[] octets = address.getAddress();
        for (int i = octets.length - 1; i >= 0; i--) {
            int octet = Byte.toUnsignedInt(octets[i]);
            if (address instanceof Inet4Address) {
                name.append(octet).append('.');
            } else {
                nibble(nibble(name, octet & 15), octet >> 4);
            }
        }
        return new DomainName(name.append(zone.ascii()).toString());
    }

    /** The name that points at the host's. */
    public static DomainName pointer(InetAddress address) {
        return in(new DomainName(address instanceof Inet4Address ? "in-addr.arpa" : "ip6.arpa"), address);
    }

    private static StringBuilder nibble(StringBuilder name, int value) {
        return name.append(Character.forDigit(value, 16)).append('.');
    }
}
