package org.pabal.core.address;

import java.util.Locale;

/**
 * A host or mail domain name (RFC 5321 §2.3.5): dot-separated labels of letters, digits, hyphens and underscores, no
 * trailing dot. Case is kept for display and ignored in comparison.
 *
 * @param text 1 to 255 characters, each label 1 to 63
 */
public record DomainName(String text) implements Domain {
    public static final int MAX_LENGTH = 255;
    public static final int MAX_LABEL_LENGTH = 63;

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    public DomainName {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a domain name has 1 to " + MAX_LENGTH + " characters");
        }
        int labelStart = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (i == labelStart || i - labelStart > MAX_LABEL_LENGTH) {
                    throw new IllegalArgumentException("each label of a domain name has 1 to 63 characters");
                }
                labelStart = i + 1;
            } else if (!isLabelCharacter(text.charAt(i))) {
                throw new IllegalArgumentException("a domain name has only letters, digits, '-', '_' and '.'");
            }
        }
    }

    @Override
    public String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isLabelCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DomainName that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
