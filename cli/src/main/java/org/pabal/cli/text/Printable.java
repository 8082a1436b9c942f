package org.pabal.cli.text;

/** Text from outside, made harmless for a terminal: escape sequences in it would be obeyed. */
public final class Printable {
    private Printable() {}

    /** @return one line, with {@code ?} for each control character and each half of a surrogate pair */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> out.appendCodePoint(isHarmful(codePoint) ? '?' : codePoint));
        return out.toString();
    }

    private static boolean isHarmful(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isISOControl(codePoint)
                || type == Character.SURROGATE
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
