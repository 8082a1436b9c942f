package org.pabal.ejb.password;

import java.util.Optional;

/** Which passwords may be set. */
public final class PasswordRules {
    private static final int SHORTEST = 8;
    private static final int LONGEST_OCTETS = 1024;

    private PasswordRules() {}

    /** @return a sentence that says why not, or empty if it may */
    public static Optional<String> problem(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST || isTooLong(password)) {
            return Optional.of(
                    "a password has at least " + SHORTEST + " characters and at most " + LONGEST_OCTETS + " octets.");
        }
        if (password.codePoints().anyMatch(PasswordRules::isForbidden)) {
            return Optional.of("a password has no control characters.");
        }
        return Optional.empty();
    }

    /** @return whether nobody can have it; cheap even for a huge one */
    public static boolean isTooLong(String password) {
        return password.length() > LONGEST_OCTETS || PasswordHashes.octets(password).length > LONGEST_OCTETS;
    }

    /** control characters, and halves of surrogate pairs, which UTF-8 cannot say */
    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
