package org.pabal.core.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IP address in brackets in place of a domain (RFC 5321 §4.1.3): {@code [192.0.2.1]}, {@code [IPv6:2001:db8::1]}.
 *
 * @param address the address meant
 */
public record AddressLiteral(InetAddress address) implements Domain {
    private static final String SIX = "[IPv6:";
    private static final int MAX_LENGTH = SIX.length() + 46;

    /** @return the literal, brackets included, or empty if the text is none; never asks the DNS */
    public static Optional<AddressLiteral> parse(String text) {
        if (text.length() > MAX_LENGTH || !text.startsWith("[") || !text.endsWith("]")) {
            return Optional.empty();
        }
        return text.regionMatches(true, 0, SIX, 0, SIX.length())
                ? six(text.substring(SIX.length(), text.length() - 1))
                : four(text.substring(1, text.length() - 1));
    }

    /** @throws IllegalArgumentException unless the text is a well-formed literal, brackets included */
    public static AddressLiteral require(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an address literal"));
    }

    private static Optional<AddressLiteral> four(String quad) {
        byte[] octets = new byte[4];
        int start = 0;
        for (int i = 0; i < 4; i++) {
            int dot = i < 3 ? quad.indexOf('.', start) : quad.length();
            int value = dot < 0 ? -1 : octet(quad, start, dot);
            if (value < 0) {
                return Optional.empty();
            }
            octets[i] = (byte) value;
            start = dot + 1;
        }
        return literal(octets);
    }

    /** @return 0 to 255, or -1 */
    private static int octet(String text, int start, int end) {
        if (end == start || end - start > 3) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= 255 ? value : -1;
    }

    private static Optional<AddressLiteral> six(String groups) {
        boolean clean = groups.chars().allMatch(c -> (c < 128 && Character.digit(c, 16) >= 0) || c == ':' || c == '.');
        if (!clean || groups.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            // in brackets it is an IPv6 address or an exception, never a name to look up
            return Optional.of(new AddressLiteral(InetAddress.getByName("[" + groups + "]")));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<AddressLiteral> literal(byte[] octets) {
        try {
            return Optional.of(new AddressLiteral(InetAddress.getByAddress(octets)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four octets are an address", impossible);
        }
    }

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
    public String ascii() {
        return text();
    }

    @Override
    public String toString() {
        return text();
    }
}
