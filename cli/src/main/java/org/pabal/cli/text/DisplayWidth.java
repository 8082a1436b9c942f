package org.pabal.cli.text;

/** How many columns of a terminal a text takes: Hangul, Han and kana take two, combining marks none (Unicode UAX #11). */
public final class DisplayWidth {
    /** first and last code points of what is shown two columns wide */
    private static final int[][] WIDE = {
        {0x1100, 0x115F}, // Hangul Jamo, leading consonants
        {0x2E80, 0x303E}, // radicals, CJK punctuation
        {0x3041, 0x33FF}, // kana, compatibility Jamo, squared words
        {0x3400, 0x4DBF},
        {0x4E00, 0x9FFF}, // Han
        {0xA000, 0xA4CF},
        {0xA960, 0xA97F}, // Hangul Jamo Extended-A
        {0xAC00, 0xD7A3}, // Hangul syllables
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60}, // full-width forms
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F}, // pictures
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD},
    };

    private DisplayWidth() {}

    /** @return columns */
    public static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** @return 0, 1 or 2 */
    static int of(int codePoint) {
        int type = Character.getType(codePoint);
        boolean combining = type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || (codePoint >= 0x1160 && codePoint <= 0x11FF);
        if (combining) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** @return the text, or its beginning and an ellipsis, in no more columns than these */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (used + of(codePoint) > columns - 1) {
                break;
            }
            used += of(codePoint);
            kept.appendCodePoint(codePoint);
            at += Character.charCount(codePoint);
        }
        return columns < 1 ? "" : kept.append('…').toString();
    }

    /** @return the text with blanks behind it, or before it, up to so many columns */
    static String pad(String text, int columns, boolean right) {
        String blanks = " ".repeat(Math.max(0, columns - of(text)));
        return right ? blanks + text : text + blanks;
    }
}
