package org.pabal.core.bounce;

import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.Utf8;
import org.pabal.core.queue.OriginalRecipient;

/**
 * A recipient and what became of it, as a group of fields of a delivery status (RFC 3464 §2.3).
 *
 * @param told as its sender knows it, with the report of the last attempt
 * @param original ORCPT
 */
public record ReportedRecipient(FailedRecipient told, Action action, Optional<OriginalRecipient> original) {
    private static final int MAX_DIAGNOSTIC = 800;

    /** RFC 3464 §2.3.3. */
    public enum Action {
        FAILED("failed"),
        /** not yet: it is tried again */
        DELAYED("delayed"),
        /** to a mailbox of ours */
        DELIVERED("delivered"),
        /** to a host that sends no reports of its own */
        RELAYED("relayed");

        private final String word;

        Action(String word) {
            this.word = word;
        }
    }

    /**
     * @param retryUntil how long a delayed one is tried, as a date
     * @return the fields, each ended by LF
     */
    String fields(String retryUntil) {
        StringBuilder fields = new StringBuilder();
        original.ifPresent(
                o -> fields.append("Original-Recipient: ").append(o.decoded()).append('\n'));
        fields.append("Final-Recipient: ").append(typed(told.address())).append('\n');
        fields.append("Action: ").append(action.word).append('\n');
        ReportStatus said = ReportStatus.of(told.report());
        fields.append("Status: ").append(status(said)).append('\n');
        said.remoteReply()
                .ifPresent(reply -> fields.append("Diagnostic-Code: smtp; ")
                        .append(printable(reply))
                        .append('\n'));
        if (action == Action.DELAYED) {
            fields.append("Will-Retry-Until: ").append(retryUntil).append('\n');
        }
        return fields.toString();
    }

    /** A failure is never told as a success, nor a delay as a failure. */
    private String status(ReportStatus said) {
        String classes = switch (action) {
            case FAILED -> "54";
            case DELAYED -> "4";
            case DELIVERED, RELAYED -> "2";
        };
        return said.enhanced()
                .filter(status -> classes.indexOf(status.charAt(0)) >= 0)
                .orElse(classes.charAt(0) + ".0.0");
    }

    /** Beyond ASCII in the ASCII form of RFC 6533 §3, which every report may have. */
    private static String typed(String address) {
        if (!Utf8.isAscii(address)) {
            return OriginalRecipient.parse("utf-8;" + address)
                    .map(typed -> typed.text().replaceFirst(";", "; "))
                    .orElse("utf-8; " + printable(address));
        }
        EmailAddress parsed = EmailAddress.require(address);
        return "rfc822; " + printable(parsed.toSmtp());
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_DIAGNOSTIC); i++) {
            char c = text.charAt(i);
            out.append(c < ' ' || c > '~' ? '?' : c);
        }
        return out.toString();
    }
}
