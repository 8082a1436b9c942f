package org.pabal.core.queue;

import org.pabal.core.smtp.SmtpReply;

/** What one delivery attempt meant for one recipient. */
public sealed interface DeliveryOutcome {
    /**
     * @param text the report for log and bounce, as qmail's {@code K}, {@code Z} and {@code D} reports without their letter
     * @param reportedElsewhere whether whoever has it now sees to the reports that its sender wants (RFC 3461 §5.2.2)
     */
    record Delivered(String text, boolean reportedElsewhere) implements DeliveryOutcome {
        /** To a mailbox, or to a host that sends no reports of success. */
        public Delivered(String text) {
            this(text, false);
        }
    }

    /** Worth another attempt. */
    record Deferred(String text) implements DeliveryOutcome {}

    /** Never to be tried again; the sender is told. */
    record Failed(String text) implements DeliveryOutcome {}

    String text();

    /** Anything that is not clearly success or clearly permanent is worth another attempt. */
    static DeliveryOutcome of(SmtpReply reply, String report) {
        return switch (reply.code() / 100) {
            case 2 -> new Delivered(report);
            case 5 -> new Failed(report);
            default -> new Deferred(report);
        };
    }
}
