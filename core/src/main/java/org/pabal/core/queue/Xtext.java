package org.pabal.core.queue;

import java.util.Optional;

/**
 * The printable ASCII text that a parameter of MAIL or RCPT carries encoded (RFC 3461 §4).
 *
 * @param encoded as it stands on the wire; never empty
 */
public record Xtext(String encoded) {
    /** @throws IllegalArgumentException for anything else */
    public Xtext {
        if (!isWellFormed(encoded)) {
            throw new IllegalArgumentException("not an xtext");
        }
    }

    /** @return empty if the text is none, or stands for something that is not printable ASCII */
    public static Optional<Xtext> parse(String encoded) {
        return isWellFormed(encoded) ? Optional.of(new Xtext(encoded)) : Optional.empty();
    }

    /** @return what it stands for, printable ASCII */
    public String decoded() {
        StringBuilder text = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            text.append(c == '+' ? (char) octet(encoded, i) : c);
            i += c == '+' ? 2 : 0;
        }
        return text.toString();
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '!' || c > '~' || c == '=') {
                return false;
            }
            if (c == '+') {
                int octet = octet(text, i);
                if (octet < ' ' || octet > '~') {
                    return false;
                }
                i += 2;
            }
        }
        return !text.isEmpty();
    }

    /** @return what the two digits after the plus say, or -1; lower case digits are none here */
    private static int octet(String text, int plus) {
        if (plus + 2 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(plus + 1));
        int low = digit(text.charAt(plus + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int digit(char c) {
        return "0123456789ABCDEF".indexOf(c);
    }
}
