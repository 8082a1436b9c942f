package org.pabal.core.bounce;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.message.Content;
import org.pabal.core.message.PrefixedContent;

/**
 * Writes bounces and double bounces as qmail-send does (injectbounce), in the format QSBMF that programs can read. As
 * there, they have no Message-ID (RFC 5322 §3.6.4 would like one) and no MIME structure, and the failed message is
 * copied in full.
 *
 * @param from {@code bouncefrom@bouncehost}
 */
public record BounceMessage(EmailAddress from) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss '-0000'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /**
     * @param failures what to tell, in order; one notice is for all of a message's failed recipients
     * @param original the failed message, which the result reads again whenever it is read
     * @param now goes into the Date field
     * @return the whole notice
     */
    public Content compose(BouncePolicy.Notice notice, List<FailedRecipient> failures, Content original, Instant now) {
        String text = "Date: " + DATE.format(now) + "\nFrom: " + from.toSmtp() + "\nTo: "
                + notice.recipient().toSmtp() + "\nSubject: failure notice\n\n"
                + explanation(from, notice, failures) + separator(notice) + "\n\n" + returnPathField(notice);
        return PrefixedContent.of(text.getBytes(StandardCharsets.UTF_8), original);
    }

    /** What QSBMF has in front of its separator. */
    static String explanation(EmailAddress from, BouncePolicy.Notice notice, List<FailedRecipient> failures) {
        StringBuilder text = new StringBuilder("Hi. This is the qmail-send program at ")
                .append(from.domain().text())
                .append(".\n")
                .append(sorry(notice))
                .append('\n');
        failures.forEach(failure -> text.append(failure.paragraph()));
        return text.toString();
    }

    private static String sorry(BouncePolicy.Notice notice) {
        return switch (notice) {
            case BouncePolicy.Bounce bounce -> """
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.
                """;
            case BouncePolicy.DoubleBounce bounce ->
                "I tried to deliver a bounce message to this address, but the bounce bounced!\n";
        };
    }

    static String separator(BouncePolicy.Notice notice) {
        return switch (notice) {
            case BouncePolicy.Bounce bounce -> "--- Below this line is a copy of the message.";
            case BouncePolicy.DoubleBounce bounce -> "--- Below this line is the original bounce.";
        };
    }

    /** The message's sender, which its stored content does not have. */
    static String returnPathField(BouncePolicy.Notice notice) {
        return "Return-Path: <" + returnPath(notice) + ">\n";
    }

    private static String returnPath(BouncePolicy.Notice notice) {
        return switch (notice) {
            case BouncePolicy.Bounce bounce -> bounce.recipient().toSmtp();
            case BouncePolicy.DoubleBounce bounce -> "";
        };
    }
}
