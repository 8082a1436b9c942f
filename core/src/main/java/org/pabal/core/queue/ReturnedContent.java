package org.pabal.core.queue;

import java.util.Locale;
import java.util.Optional;

/** How much of a failed message its bounce has: RET of MAIL (RFC 3461 §4.3). */
public enum ReturnedContent {
    FULL,
    HDRS;

    public static Optional<ReturnedContent> parse(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "FULL" -> Optional.of(FULL);
            case "HDRS" -> Optional.of(HDRS);
            default -> Optional.empty();
        };
    }
}
