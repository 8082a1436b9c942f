package org.pabal.core.smtp.client;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.pabal.core.smtp.SmtpReply;

/**
 * What a peer's answer to EHLO offers, as far as it is used here.
 *
 * @param size RFC 1870: present if SIZE may be said at all; the largest content the peer takes, 0 if it did not say
 * @param logins mechanisms of AUTH (RFC 4954), in capitals
 */
public record Capabilities(Set<Extension> extensions, OptionalLong size, SessionLimits limits, Set<String> logins) {
    /** Of a peer that knows HELO only. */
    public static final Capabilities NONE =
            new Capabilities(Set.of(), OptionalLong.empty(), SessionLimits.NONE, Set.of());

    public Capabilities {
        extensions = Set.copyOf(extensions);
        logins = Set.copyOf(logins);
    }

    /** Reads the lines after the first; what is malformed or unknown is not offered. */
    static Capabilities of(SmtpReply ehlo) {
        Set<Extension> extensions = EnumSet.noneOf(Extension.class);
        OptionalLong size = OptionalLong.empty();
        SessionLimits limits = SessionLimits.NONE;
        Set<String> logins = new HashSet<>();
        for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
            List<String> words = List.of(line.strip().split("[ \t]+", -1));
            switch (words.getFirst().toUpperCase(Locale.ROOT)) {
                case "SIZE" -> size = OptionalLong.of(words.size() > 1 ? sizeOf(words.get(1)) : 0);
                case "LIMITS" -> limits = SessionLimits.of(words.subList(1, words.size()));
                case "AUTH" ->
                    words.stream().skip(1).map(w -> w.toUpperCase(Locale.ROOT)).forEach(logins::add);
                default -> Extension.find(words.getFirst()).ifPresent(extensions::add);
            }
        }
        return new Capabilities(extensions, size, limits, logins);
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
