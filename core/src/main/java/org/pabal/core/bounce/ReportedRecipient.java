package org.pabal.core.bounce;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern OURS = Pattern.compile("\\(#([245]\\.\\d{1,3}\\.\\d{1,3})\\)");
    private static final Pattern THEIRS =
            Pattern.compile("Remote host said: ([2-5]\\d\\d(?:[ -](?:([245]\\.\\d{1,3}\\.\\d{1,3})(?= |$))?[^\\n]*)?)");

    /** RFC 3464 §2.3.3. */
    public enum Action {
        FAILED("failed"),
        /** to a mailbox of ours */
        DELIVERED("delivered"),
        /** to a host that sends no reports of its own */
        RELAYED("relayed");

        private final String word;

        Action(String word) {
            this.word = word;
        }
    }

    /** @return the fields, each ended by LF */
    String fields() {
        StringBuilder fields = new StringBuilder();
        original.ifPresent(
                o -> fields.append("Original-Recipient: ").append(o.decoded()).append('\n'));
        fields.append("Final-Recipient: ").append(typed(told.address())).append('\n');
        fields.append("Action: ").append(action.word).append('\n');
        fields.append("Status: ").append(status()).append('\n');
        Matcher theirs = THEIRS.matcher(told.report());
        if (theirs.find()) {
            fields.append("Diagnostic-Code: smtp; ")
                    .append(printable(theirs.group(1)))
                    .append('\n');
        }
        return fields.toString();
    }

    /** What the remote host says counts before what we say of it; a failure is never told as a success. */
    private String status() {
        Matcher theirs = THEIRS.matcher(told.report());
        Matcher ours = OURS.matcher(told.report());
        Optional<String> said = theirs.find() && theirs.group(2) != null
                ? Optional.of(theirs.group(2))
                : Optional.of(ours).filter(Matcher::find).map(found -> found.group(1));
        return said.filter(status -> (action == Action.FAILED) != status.startsWith("2"))
                .orElse(action == Action.FAILED ? "5.0.0" : "2.0.0");
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
