package org.pabal.core.smtp;

import java.time.Duration;

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

    /** @return what the reply to the last error waits; all of a session together are less than two minutes */
    Duration pause() {
        int late = errors - Limits.PROMPT_ERRORS;
        if (late <= 0) {
            return Duration.ZERO;
        }
        Duration doubled = Limits.FIRST_PAUSE.multipliedBy(1L << Math.min(late - 1, Limits.ERRORS));
        return doubled.compareTo(Limits.LONGEST_PAUSE) < 0 ? doubled : Limits.LONGEST_PAUSE;
    }

    boolean errorsExhausted() {
        return errors >= Limits.ERRORS;
    }

    boolean junkExhausted() {
        return junk >= Limits.JUNK_COMMANDS;
    }
}
