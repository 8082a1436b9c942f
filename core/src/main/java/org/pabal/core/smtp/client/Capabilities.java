package org.pabal.core.smtp.client;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.pabal.core.smtp.SmtpReply;

/**
 * What a peer's answer to EHLO offers, as far as it is used here.
 *
 * @param size RFC 1870: present if SIZE may be said at all; the largest content the peer takes, 0 if it did not say
 */
public record Capabilities(Set<Extension> extensions, OptionalLong size, SessionLimits limits) {
    /** Of a peer that knows HELO only. */
    public static final Capabilities NONE = new Capabilities(Set.of(), OptionalLong.empty(), SessionLimits.NONE);

    public Capabilities {
        extensions = Set.copyOf(extensions);
    }

    /** Reads the lines after the first; what is malformed or unknown is not offered. */
    static Capabilities of(SmtpReply ehlo) {
        Set<Extension> extensions = EnumSet.noneOf(Extension.class);
        OptionalLong size = OptionalLong.empty();
        SessionLimits limits = SessionLimits.NONE;
        for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
            List<String> words = List.of(line.strip().split("[ \t]+", -1));
            switch (words.getFirst().toUpperCase(Locale.ROOT)) {
                case "SIZE" -> size = OptionalLong.of(words.size() > 1 ? sizeOf(words.get(1)) : 0);
                case "LIMITS" -> limits = SessionLimits.of(words.subList(1, words.size()));
                default -> Extension.find(words.getFirst()).ifPresent(extensions::add);
            }
        }
        return new Capabilities(extensions, size, limits);
    }

    private static long sizeOf(String digits) {
        // more than 18 digits are no limit that a content could reach
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    boolean offers(Extension extension) {
        return extensions.contains(extension);
    }

    /** Whether the peer takes contents whose octets mean nothing to it. */
    boolean offersBinary() {
        return offers(Extension.BINARYMIME) && offers(Extension.CHUNKING);
    }

    /** Whether the peer has said that it does not take so much. */
    boolean isTooLarge(long octets) {
        return size.isPresent() && size.getAsLong() > 0 && octets > size.getAsLong();
    }
}
