package org.pabal.core.address;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text beyond ASCII, as RFC 6531 lets peers type it. */
public final class Utf8 {
    private Utf8() {}

    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text has no half of a character, which no octets stand for. */
    static boolean isWhole(String text) {
        return isAscii(text) || StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /**
     * @param octets as ISO-8859-1 shows them
     * @return the text they mean; empty for what is no UTF-8 (overlong forms and surrogates are none), and for noncharacters
     *     (Unicode §23.7), which nobody can mean to exchange
     */
    public static Optional<String> decode(String octets) {
        if (isAscii(octets)) {
            return Optional.of(octets);
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
            return Optional.of(text.toString())
                    .filter(decoded -> decoded.codePoints().noneMatch(Utf8::isNoncharacter));
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** @return the length in octets */
    static int length(String text) {
        return isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether the UTF-16 unit is one of RFC 6531's UTF8-non-ascii and no control character. */
    static boolean isBeyondAscii(int c) {
        return c > 0x9f;
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xfffe) == 0xfffe || (codePoint >= 0xfdd0 && codePoint <= 0xfdef);
    }
}
