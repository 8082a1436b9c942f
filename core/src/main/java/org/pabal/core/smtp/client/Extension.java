package org.pabal.core.smtp.client;

import java.util.Locale;
import java.util.Optional;

/** Service extensions that make a difference to a client. */
public enum Extension {
    /** RFC 2920 */
    PIPELINING("PIPELINING"),
    /** RFC 6152 */
    EIGHT_BIT_MIME("8BITMIME"),
    /** RFC 3207 */
    STARTTLS("STARTTLS"),
    /** RFC 6531 */
    SMTPUTF8("SMTPUTF8"),
    /** RFC 3461 */
    DSN("DSN"),
    /** RFC 3030 */
    CHUNKING("CHUNKING"),
    /** RFC 3030 */
    BINARYMIME("BINARYMIME");

    private final String keyword;

    Extension(String keyword) {
        this.keyword = keyword;
    }

    static Optional<Extension> find(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        for (Extension extension : values()) {
            if (extension.keyword.equals(upper)) {
                return Optional.of(extension);
            }
        }
        return Optional.empty();
    }
}
