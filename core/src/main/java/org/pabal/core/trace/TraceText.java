package org.pabal.core.trace;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pabal.core.address.Utf8;

/** What a client typed, made fit for one line on somebody's screen. */
final class TraceText {
    /** in place of what nobody may see */
    static final String SECRET = "****";

    private static final int LONGEST = 2000;

    private TraceText() {}

    /**
     * @param octets as ISO-8859-1 shows them
     * @return the text they mean in UTF-8; each octet of a character that is invisible or steers a terminal, and each that is no
     *     UTF-8, as {@code \xHH}, and a backslash doubled; cut when it gets too long
     */
    static String of(String octets) {
        StringBuilder out = new StringBuilder(octets.length() + 8);
        Optional<String> text = Utf8.decode(octets);
        if (text.isPresent()) {
            text.get().codePoints().forEach(c -> append(out, c));
        } else {
            octets.chars().forEach(c -> append(out, c, c < 32 || c > 126));
        }
        return out.length() > LONGEST ? out.substring(0, LONGEST) + "..." : out.toString();
    }

    private static void append(StringBuilder out, int codePoint) {
        if (isHarmful(codePoint)) {
            for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
                append(out, octet & 0xff, true);
            }
        } else {
            append(out, codePoint, false);
        }
    }

    private static void append(StringBuilder out, int c, boolean escaped) {
        if (escaped) {
            out.append(String.format("\\x%02x", c));
        } else {
            out.append(c == '\\' ? "\\" : "").appendCodePoint(c);
        }
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
