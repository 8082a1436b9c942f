package org.pabal.core.smtp;

import java.nio.charset.StandardCharsets;

/** Octets as text, so that tests can say them. */
final class Wire {
    private Wire() {}

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] octets, int offset, int length) {
        return new String(octets, offset, length, StandardCharsets.ISO_8859_1);
    }
}
