package org.pabal.core.smtp;

import java.time.Duration;

/**
 * What a session has wasted since its last accepted message.
 *
 * @param errors commands answered with 5xx
 * @param deferrals commands answered with 4xx
 * @param junk commands that asked for nothing
 */
record Budget(int errors, int deferrals, int junk) {
    static final Budget FRESH = new Budget(0, 0, 0);

    /** @return what is left after this answer */
    Budget after(SmtpReply reply) {
        if (reply.isPermanent()) {
            return new Budget(errors + 1, deferrals, junk);
        }
        return reply.isTransient() ? new Budget(errors, deferrals + 1, junk) : this;
    }

    Budget afterJunk() {
        return new Budget(errors, deferrals, junk + 1);
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
        return errors >= Limits.ERRORS || deferrals >= Limits.DEFERRALS;
    }

    boolean junkExhausted() {
        return junk >= Limits.JUNK_COMMANDS;
    }
}
