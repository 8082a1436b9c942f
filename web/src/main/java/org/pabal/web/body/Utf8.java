package org.pabal.web.body;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.pabal.web.problem.Problem;

/** Octets to text, without guessing. */
final class Utf8 {
    private Utf8() {}

    /** @throws org.pabal.web.problem.ProblemException 400 if they are not UTF-8, or hold a NUL, which databases refuse */
    static String require(byte[] octets) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.badRequest("The body is not valid UTF-8.").exception();
        }
        if (text.indexOf('\0') >= 0) {
            throw Problem.badRequest("The body has a NUL character.").exception();
        }
        return text;
    }
}
