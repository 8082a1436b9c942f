package org.pabal.core.smtp;

import java.util.function.Consumer;

/** Every string over an alphabet, up to a length. */
final class AllStrings {
    /** whatever can matter to the data codec, one ordinary character and one with the eighth bit */
    static final String ALPHABET = "\r\n.\0x\u0085";

    private AllStrings() {}

    static void upTo(int length, Consumer<String> action) {
        visit("", length, action);
    }

    private static void visit(String prefix, int remaining, Consumer<String> action) {
        action.accept(prefix);
        if (remaining > 0) {
            for (int i = 0; i < ALPHABET.length(); i++) {
                visit(prefix + ALPHABET.charAt(i), remaining - 1, action);
            }
        }
    }
}
