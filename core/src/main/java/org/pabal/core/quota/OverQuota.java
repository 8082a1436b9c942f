package org.pabal.core.quota;

import org.pabal.core.queue.DeliveryOutcome;

/** What becomes of mail that a mailbox has no room for: the setting {@code overquota}. */
public enum OverQuota {
    /** it waits in the queue, or with its sender */
    DEFER("defer"),
    /** it goes back, as with vpopmail */
    REJECT("reject");

    private final String word;

    OverQuota(String word) {
        this.word = word;
    }

    /** @throws IllegalArgumentException with a clause, for another word */
    public static OverQuota require(String word) {
        for (OverQuota one : values()) {
            if (one.word.equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("it is neither defer nor reject");
    }

    /** @param text without a line end */
    public DeliveryOutcome outcome(String text) {
        return switch (this) {
            case DEFER -> new DeliveryOutcome.Deferred(text + " (#4.2.2)\n");
            case REJECT -> new DeliveryOutcome.Failed(text + " (#5.2.2)\n");
        };
    }
}
