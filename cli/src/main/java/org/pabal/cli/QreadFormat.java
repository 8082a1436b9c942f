package org.pabal.cli;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The lines of {@code qmail-qread} (qmail-qread.c: fmtstats, main), octet for octet. */
final class QreadFormat {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private QreadFormat() {}

    /** @return the message, then its recipients: local ones first */
    static List<String> lines(QueuedMail mail) {
        List<String> lines = new ArrayList<>();
        lines.add(DATE.format(mail.arrived()) + " GMT  #" + mail.id() + "  " + mail.octets() + "  <"
                + safe(mail.sender()) + "> " + (mail.bouncing() ? " bouncing" : ""));
        Stream.of(true, false)
                .flatMap(local -> mail.recipients().stream().filter(r -> r.local() == local))
                .forEach(recipient -> lines.add(line(recipient)));
        return lines;
    }

    private static String line(QueuedMail.Recipient recipient) {
        String done = List.of("waiting", "held").contains(recipient.state()) ? "" : "  done";
        return done + "\t" + (recipient.local() ? "local" : "remote") + "\t" + safe(recipient.address());
    }

    /** One {@code _} for each octet that is not printable ASCII. */
    private static String safe(String text) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            out.append(octet >= 32 && octet <= 126 ? (char) octet : '_');
        }
        return out.toString();
    }
}
