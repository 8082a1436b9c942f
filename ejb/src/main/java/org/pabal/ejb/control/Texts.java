package org.pabal.ejb.control;

import java.util.Optional;

/** Asking a parser what it thinks of a text. */
final class Texts {
    private Texts() {}

    /** @return why the parser refuses, in its own sentence, or empty if it does not */
    static Optional<String> problem(Runnable parser) {
        try {
            parser.run();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
