package org.pabal.core.smtp.client;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.pabal.core.smtp.SmtpReply;

/**
 * What a peer's answer to EHLO offers, as far as it is used here.
 *
 * @param pipelining RFC 2920
 * @param eightBitMime RFC 6152
 * @param size RFC 1870: present if SIZE may be said at all; the largest content the peer takes, 0 if it did not say
 */
public record Capabilities(boolean pipelining, boolean eightBitMime, OptionalLong size) {
    /** Of a peer that knows HELO only. */
    public static final Capabilities NONE = new Capabilities(false, false, OptionalLong.empty());

    /** Reads the lines after the first; what is malformed or unknown is not offered. */
    static Capabilities of(SmtpReply ehlo) {
        boolean pipelining = false;
        boolean eightBitMime = false;
        OptionalLong size = OptionalLong.empty();
        for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
            List<String> words = List.of(line.strip().split("[ \t]+", -1));
            switch (words.getFirst().toUpperCase(Locale.ROOT)) {
                case "PIPELINING" -> pipelining = true;
                case "8BITMIME" -> eightBitMime = true;
                case "SIZE" -> size = OptionalLong.of(words.size() > 1 ? sizeOf(words.get(1)) : 0);
                default -> {}
            }
        }
        return new Capabilities(pipelining, eightBitMime, size);
    }

    private static long sizeOf(String digits) {
        // more than 18 digits are no limit that a content could reach
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** Whether the peer has said that it does not take so much. */
    boolean isTooLarge(long octets) {
        return size.isPresent() && size.getAsLong() > 0 && octets > size.getAsLong();
    }
}
