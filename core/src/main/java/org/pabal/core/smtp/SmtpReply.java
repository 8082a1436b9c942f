package org.pabal.core.smtp;

import java.util.List;
import java.util.Optional;

/**
 * One SMTP reply (RFC 5321 §4.2), ours or a peer's.
 *
 * @param code 200 to 599
 * @param status the enhanced status code; its first digit is that of {@code code}
 * @param lines the text, one entry a line, at least one; US-ASCII without control characters, so that no text taken
 *     from elsewhere can end a line early
 */
public record SmtpReply(int code, Optional<EnhancedStatus> status, List<String> lines) {
    /** @throws IllegalArgumentException if a line could not be sent as it is, or the codes do not agree */
    public SmtpReply {
        lines = List.copyOf(lines);
        if (code < 200 || code > 599 || lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has a code from 200 to 599 and a line");
        }
        if (status.isPresent() && status.get().category() != code / 100) {
            throw new IllegalArgumentException("reply code and enhanced status disagree");
        }
        for (String line : lines) {
            if (!line.chars().allMatch(c -> c == '\t' || (c >= 32 && c < 127))) {
                throw new IllegalArgumentException("a reply line has only printable US-ASCII");
            }
        }
    }

    /** A reply without enhanced status, as to EHLO, or 354. */
    public static SmtpReply of(int code, String text) {
        return new SmtpReply(code, Optional.empty(), List.of(text));
    }

    /** A reply with its enhanced status, as {@code of(550, "5.1.1", "no mailbox here by that name")}. */
    public static SmtpReply of(int code, String status, String text) {
        List<String> parts = List.of(status.split("\\.", -1));
        return new SmtpReply(
                code,
                Optional.of(new EnhancedStatus(
                        Integer.parseInt(parts.get(0)),
                        Integer.parseInt(parts.get(1)),
                        Integer.parseInt(parts.get(2)))),
                List.of(text));
    }

    public boolean isPositive() {
        return code < 400;
    }

    public boolean isTransient() {
        return code >= 400 && code < 500;
    }

    public boolean isPermanent() {
        return code >= 500;
    }

    /** @return the octets for the wire as text: every line with code, separator, enhanced status, text and CRLF */
    public String wire() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            out.append(code).append(i == lines.size() - 1 ? ' ' : '-');
            status.ifPresent(s -> out.append(s).append(' '));
            out.append(lines.get(i)).append("\r\n");
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return wire().strip();
    }
}
