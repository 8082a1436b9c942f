package org.pabal.core.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A block of addresses.
 *
 * @param first its first address
 * @param bits how many leading bits all have in common
 */
public record Network(InetAddress first, int bits) {
    /** What one host has: an IPv4 address, or the IPv6 /64 that every host is free to pick addresses from. */
    public static Network ofHost(InetAddress address) {
        return of(address, 32, 64);
    }

    public static Network of(InetAddress address, int bitsOfFour, int bitsOfSix) {
        int bits = address instanceof Inet4Address ? bitsOfFour : bitsOfSix;
        byte[] octets = address.getAddress();
        int whole = bits / 8;
        if (whole < octets.length) {
            octets[whole] &= (byte) (0xff00 >> (bits % 8));
            Arrays.fill(octets, whole + 1, octets.length, (byte) 0);
        }
        try {
            return new Network(InetAddress.getByAddress(octets), bits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    /** @return {@code 192.0.2.0/24}; a single address without its bits */
    @Override
    public String toString() {
        String address = first.getHostAddress();
        return bits == 32 && first instanceof Inet4Address ? address : address + "/" + bits;
    }
}
