package org.pabal.core.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The mechanisms we speak, strongest first: a client without an opinion takes the first it knows. */
public enum Mechanism {
    /** RFC 7677: the password never leaves the client. */
    SCRAM_SHA_256("SCRAM-SHA-256"),
    /** RFC 4616. */
    PLAIN("PLAIN"),
    /** Never standardised, but all some clients have (draft-murchison-sasl-login). */
    LOGIN("LOGIN");

    private final String word;

    Mechanism(String word) {
        this.word = word;
    }

    /** @return its registered name */
    public String word() {
        return word;
    }

    public static Optional<Mechanism> find(String word) {
        String wanted = word.toUpperCase(Locale.ROOT);
        for (Mechanism mechanism : values()) {
            if (mechanism.word.equals(wanted)) {
                return Optional.of(mechanism);
            }
        }
        return Optional.empty();
    }

    /** @param nonces gives a text of printable characters without a comma that nobody can guess, new each time */
    public SaslExchange begin(Supplier<String> nonces) {
        return switch (this) {
            case SCRAM_SHA_256 -> new ScramExchange(nonces.get());
            case PLAIN -> new PlainExchange();
            case LOGIN -> new LoginExchange();
        };
    }
}
