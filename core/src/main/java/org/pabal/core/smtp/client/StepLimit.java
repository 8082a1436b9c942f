package org.pabal.core.smtp.client;

import java.time.Duration;

/** How long a client waits for each step of a dialogue at most (RFC 5321 §4.5.3.2). */
public enum StepLimit {
    GREETING(5),
    HELLO(5),
    TLS(2),
    MAIL(5),
    RECIPIENT(5),
    DATA(2),
    /** for one write to get into the peer's window */
    WRITE(3),
    FINAL_DOT(10);

    private final Duration limit;

    StepLimit(int minutes) {
        this.limit = Duration.ofMinutes(minutes);
    }

    /** @return the limit, or the one of the settings if that is shorter */
    public Duration within(Duration perStep) {
        return perStep.compareTo(limit) < 0 ? perStep : limit;
    }
}
