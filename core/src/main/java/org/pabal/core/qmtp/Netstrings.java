package org.pabal.core.qmtp;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.pabal.core.smtp.SmtpReply;

/** Writes netstrings (https://cr.yp.to/proto/netstrings.txt). */
public final class Netstrings {
    private Netstrings() {}

    /**
     * One answer: K, D or Z for yes, never and not now, then the text; the status code behind it, as qmail has it.
     *
     * @return octets for the wire
     */
    public static byte[] answer(SmtpReply reply) {
        char letter = reply.isPositive() ? 'K' : reply.isPermanent() ? 'D' : 'Z';
        String text = reply.lines().stream().collect(Collectors.joining(" "));
        String status = reply.isPositive()
                ? ""
                : reply.status().map(code -> " (#" + code + ")").orElse("");
        return of(letter + text + status);
    }

    /** @param text US-ASCII */
    static byte[] of(String text) {
        return (text.length() + ":" + text + ",").getBytes(StandardCharsets.US_ASCII);
    }
}
