package org.pabal.core.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Reads addresses as peers write them (RFC 5321 §4.1.2). */
public final class PathParser {
    private PathParser() {}

    /** @throws IllegalArgumentException unless the text is a well-formed address literal, brackets included */
    static AddressLiteral requireLiteral(String text) {
        boolean six = text.regionMatches(true, 0, "[IPv6:", 0, 6);
        String inner = text.endsWith("]") ? text.substring(six ? 6 : 1, text.length() - 1) : "";
        boolean wellFormed =
                six ? inner.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*") : inner.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        if (!wellFormed) {
            throw new IllegalArgumentException("not an address literal");
        }
        try {
            // only digits, colons and dots reach this call, so it never asks DNS
            return new AddressLiteral(InetAddress.getByName(inner));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address literal", e);
        }
    }
}
