package org.pabal.core.smtp;

/**
 * What a session has wasted since its last accepted message.
 *
 * @param errors commands answered with 5xx
 * @param junk commands that asked for nothing
 */
record Budget(int errors, int junk) {
    static final Budget FRESH = new Budget(0, 0);

    Budget afterError() {
        return new Budget(errors + 1, junk);
    }

    Budget afterJunk() {
        return new Budget(errors, junk + 1);
    }

    boolean errorsExhausted() {
        return errors >= Limits.ERRORS;
    }

    boolean junkExhausted() {
        return junk >= Limits.JUNK_COMMANDS;
    }
}
