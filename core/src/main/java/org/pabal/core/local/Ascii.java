package org.pabal.core.local;

/** Case as qmail knows it: only the letters of ASCII, so that no other character can fold onto a user's name. */
final class Ascii {
    private Ascii() {}

    static String lowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                return fold(text);
            }
        }
        return text;
    }

    private static String fold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(isUpper(c) ? (char) (c + ('a' - 'A')) : c);
        }
        return out.toString();
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
