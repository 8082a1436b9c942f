package org.pabal.core.address;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host or mail domain name (RFC 5321 §2.3.5): dot-separated labels of letters, digits, hyphens and underscores, no
 * trailing dot. Labels may be U-labels (RFC 6531 §3.2), which equal their A-labels. Case is kept for display and ignored in
 * comparison.
 *
 * @param text 1 to 255 characters, each label 1 to 63, counted as A-labels
 */
public record DomainName(String text) implements Domain {
    public static final int MAX_LENGTH = 255;
    public static final int MAX_LABEL_LENGTH = 63;

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    public DomainName {
        String problem = problem(text);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** @return the name, or empty if the text is none */
    public static Optional<DomainName> parse(String text) {
        return problem(text) == null ? Optional.of(new DomainName(text)) : Optional.empty();
    }

    private static @Nullable String problem(String text) {
        if (Utf8.isAscii(text)) {
            return asciiProblem(text);
        }
        Optional<String> ascii = InternationalName.toAscii(text);
        return ascii.isPresent()
                ? asciiProblem(ascii.get())
                : "a label of a domain name has letters and digits of its language only";
    }

    private static @Nullable String asciiProblem(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return "a domain name has 1 to " + MAX_LENGTH + " characters";
        }
        int labelStart = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (i == labelStart || i - labelStart > MAX_LABEL_LENGTH) {
                    return "each label of a domain name has 1 to 63 characters";
                }
                labelStart = i + 1;
            } else if (!isCharacter(text.charAt(i))) {
                return "a domain name has only letters, digits, '-', '_' and '.'";
            }
        }
        return null;
    }

    @Override
    public String key() {
        return ascii().toLowerCase(Locale.ROOT);
    }

    @Override
    public String ascii() {
        return Utf8.isAscii(text) ? text : InternationalName.toAscii(text).orElseThrow();
    }

    /** @return the key of an entry that names a domain, with whatever stands before it: {@code .domain}, {@code user@domain} */
    public static String keyOf(String entry) {
        int at = entry.lastIndexOf('@') + 1;
        String domain = entry.substring(at);
        String ascii = Utf8.isAscii(domain)
                ? domain
                : InternationalName.toAscii(domain).orElse(domain);
        return (entry.substring(0, at) + ascii).toLowerCase(Locale.ROOT);
    }

    /** Whether the character may stand in a name, dots included. */
    static boolean isCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
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
