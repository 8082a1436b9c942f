package org.pabal.core.local;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;

/**
 * The lines a delivery puts in front of a message. Addresses cannot have line ends, so neither can these.
 *
 * @param sender as this recipient's delivery shows it
 * @param recipient as rewritten
 * @param lineEnd as the lines of the message end
 */
record TraceLines(ReversePath sender, EmailAddress recipient, String lineEnd) {
    private static final DateTimeFormatter MBOX_DATE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC);

    /** @return without LF; the address unquoted, as qmail-local compares it */
    String deliveredTo() {
        return "Delivered-To: " + recipient.text();
    }

    /** @return what a Maildir file begins with */
    byte[] returnPathAndDeliveredTo() {
        return octets(returnPath() + deliveredTo() + lineEnd);
    }

    /** @return what a forwarded message begins with */
    byte[] deliveredToLine() {
        return octets(deliveredTo() + lineEnd);
    }

    /** @return what a message in an mbox begins with (gfrom.c, myctime.c) */
    byte[] mboxStart(Instant now) {
        return octets(fromLine(now) + returnPath() + deliveredTo() + lineEnd);
    }

    /** @return an mbox's From_ line, with its LF */
    String fromLine(Instant now) {
        String from = sender.text().isEmpty() ? "MAILER-DAEMON" : sender.text().replaceAll("[ \t\n]", "-");
        return "From " + from + " " + MBOX_DATE.format(now) + "\n";
    }

    /** @return without a line end */
    String returnPathLine() {
        return "Return-Path: <" + sender.toSmtp() + ">";
    }

    private String returnPath() {
        return returnPathLine() + lineEnd;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
