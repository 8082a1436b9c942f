package org.pabal.core.log;

/** Text from outside, made fit for one line of a message to an operator. */
public final class PrintableText {
    /** Longer texts are cut here: enough to recognise a line by. */
    static final int MAX_QUOTED = 200;

    private PrintableText() {}

    /** @return the text in quotation marks, control characters as {@code \xHH}, cut after {@value #MAX_QUOTED} */
    public static String quoted(String text) {
        int shown = Math.min(text.length(), MAX_QUOTED);
        StringBuilder out = new StringBuilder(shown + 8).append('"');
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                out.append(String.format("\\x%02x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append(shown < text.length() ? "...\"" : "\"").toString();
    }
}
