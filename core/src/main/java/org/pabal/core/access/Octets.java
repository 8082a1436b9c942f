package org.pabal.core.access;

import java.nio.charset.StandardCharsets;

/** Octets held as a string, one character from 0 to 255 each: what the originals compare is bytes. */
final class Octets {
    private Octets() {}

    /** @return the UTF-8 octets of the text; US-ASCII text is its own octets */
    static String of(String text) {
        return isAscii(text) ? text : of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @return the text the octets spell in UTF-8; octets that are not UTF-8 become replacement characters */
    static String text(String octets) {
        return isAscii(octets) ? octets : new String(bytes(octets), StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
