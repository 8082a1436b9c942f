package org.pabal.core.smtp.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pabal.core.address.DomainName;

/**
 * How a session with a next hop is to be protected.
 *
 * @param names for {@link Level#VERIFY}: whom the certificate may be for, as {@code mx.example.net}, or {@code .example.net} for
 *     any name below; empty for the name under which the host was found
 */
public record TlsPolicy(Level level, List<String> names) {
    /** TLS where it is offered, whoever the other side is (RFC 7435): the default. */
    public static final TlsPolicy MAY = new TlsPolicy(Level.MAY, List.of());

    /** From less to more. */
    public enum Level {
        /** never */
        NONE,
        /** where it is offered and works; no certificate is looked at */
        MAY,
        /** always, or no mail goes; no certificate is looked at */
        ENCRYPT,
        /** always, with a certificate of a known authority for the right name */
        VERIFY
    }

    public TlsPolicy {
        names = List.copyOf(names);
        if (level != Level.VERIFY && !names.isEmpty()) {
            throw new IllegalArgumentException("names have a meaning after verify only");
        }
    }

    /** Reads {@code none}, {@code may}, {@code encrypt}, {@code verify} or {@code verify:NAME,NAME}.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong */
    public static TlsPolicy require(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        Level level = Arrays.stream(Level.values())
                .filter(l -> l.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("has a policy that is not none, may, encrypt or verify"));
        if (colon < 0) {
            return new TlsPolicy(level, List.of());
        }
        return new TlsPolicy(
                level,
                Arrays.stream(text.substring(colon + 1).split(",", -1))
                        .map(TlsPolicy::requireName)
                        .toList());
    }

    private static String requireName(String name) {
        boolean below = name.startsWith(".");
        return (below ? "." : "")
                + new DomainName(below ? name.substring(1) : name).ascii().toLowerCase(Locale.ROOT);
    }

    /** Whether a session without TLS is better than none. */
    boolean allowsClear() {
        return level.compareTo(Level.ENCRYPT) < 0;
    }

    /** @return this, or ENCRYPT if that is more */
    public TlsPolicy atLeastEncrypt() {
        return allowsClear() ? new TlsPolicy(Level.ENCRYPT, List.of()) : this;
    }
}
