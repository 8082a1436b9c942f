package org.pabal.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Base64 as RFC 4648 §3 wants it from those who have to be strict: padded, nothing else in it, one text for each octets. */
public final class Base64Text {
    private Base64Text() {}

    /** @return the octets, or empty if the text is not what encoding them gives */
    public static Optional<byte[]> decode(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            byte[] octets = Base64.getDecoder().decode(ascii);
            return Arrays.equals(Base64.getEncoder().encode(octets), ascii) ? Optional.of(octets) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
