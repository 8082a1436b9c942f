package org.pabal.core.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts in responses: UTF-8, well-formed, without NUL (RFC 4616 §2). */
final class SaslText {
    /** More octets than any name or password has. */
    static final int LONGEST = 1024;

    private SaslText() {}

    /** @return the text, or empty if the octets are none, or too many */
    static Optional<String> parse(byte[] octets, int offset, int length) {
        if (length > LONGEST) {
            return Optional.empty();
        }
        for (int i = offset; i < offset + length; i++) {
            if (octets[i] == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, offset, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static Optional<String> parse(byte[] octets) {
        return parse(octets, 0, octets.length);
    }
}
