package org.pabal.core.address;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * An IP address in brackets in place of a domain (RFC 5321 §4.1.3): {@code [192.0.2.1]}, {@code [IPv6:2001:db8::1]}.
 *
 * @param address the address meant
 */
public record AddressLiteral(InetAddress address) implements Domain {
    @Override
    public String text() {
        return address instanceof Inet6Address
                ? "[IPv6:" + address.getHostAddress() + "]"
                : "[" + address.getHostAddress() + "]";
    }

    @Override
    public String key() {
        return text();
    }

    @Override
    public String toString() {
        return text();
    }
}
