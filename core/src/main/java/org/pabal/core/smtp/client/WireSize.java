package org.pabal.core.smtp.client;

import org.pabal.core.message.Content;

/** The size to declare for a content (RFC 1870 §3: line ends count as two octets, dots are not stuffed). */
final class WireSize {
    private WireSize() {}

    /**
     * Exact for a content in memory. For a longer one its stored size, which is a little less: to know better it would have
     * to be read twice, and a size declared too small does no harm, while one too large may be refused.
     */
    static long of(Content content) {
        return switch (content) {
            case Content.InMemory memory -> memory.octets() + missingReturns(memory.bytes());
            default -> content.octets();
        };
    }

    private static long missingReturns(byte[] bytes) {
        long missing = 0;
        byte previous = 0;
        for (byte octet : bytes) {
            if (octet == '\n' && previous != '\r') {
                missing++;
            }
            previous = octet;
        }
        return missing;
    }
}
