package org.pabal.core.address;

/**
 * The part of a mail address before the last {@code @}, with quoting removed (RFC 5321 §4.1.2).
 *
 * <p>Empty is legal here and names qmail's trash address; no path parsed from a peer is ever empty.
 *
 * @param text the characters themselves; never CR, LF or NUL, at most {@value #MAX_LENGTH} of them. Longer than
 *     RFC 5321's 64 because virtual domains put a prefix in front; what a peer may say is limited by the path parser.
 */
public record LocalPart(String text) {
    public static final int MAX_LENGTH = 900;

    /** @throws IllegalArgumentException for a character or a length that no address may have */
    public LocalPart {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("local part longer than " + MAX_LENGTH);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException("local part with CR, LF or NUL");
            }
            if (Character.isSurrogate(c)) {
                i = requirePair(text, i);
            }
        }
    }

    /** @return where the second half is; half a character has no octets, and two of them would be one mailbox */
    private static int requirePair(String text, int at) {
        if (at + 1 == text.length() || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
            throw new IllegalArgumentException("local part with half a character");
        }
        return at + 1;
    }

    /** Whether the text needs quotation marks on the wire: everything but a dot-atom (qmail's quote_need). */
    public boolean needsQuoting() {
        if (text.isEmpty() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
            return true;
        }
        return !text.chars().allMatch(c -> c == '.' || isAtomCharacter(c) || Utf8.isBeyondAscii(c));
    }

    /** @return the form used in SMTP commands and header fields */
    public String quoted() {
        if (!needsQuoting()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 4).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    /** Whether the character is RFC 5321's atext. */
    static boolean isAtomCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
