package org.pabal.core.smtp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pabal.core.smtp.EnhancedStatus;
import org.pabal.core.smtp.SmtpReply;

/**
 * Cuts the octets of a peer into replies (RFC 5321 §4.2) in bounded memory. A reply is noise if a code is not within 200 to
 * 599 or changes from line to line, or if it is longer than anybody needs. Control characters in a refusal make it noise
 * too, for a refusal must be beyond doubt; in an acceptance they are only replaced, for not to believe an acceptance
 * would send the mail twice. Used by one thread.
 */
public final class ReplyParser {
    /** Octets of a line that are looked at; the rest of it is skipped. */
    static final int MAX_LINE = 2_048;

    static final int MAX_LINES = 100;

    /** Octets of a whole reply. */
    static final int MAX_REPLY = 65_536;

    /** Octets of text that are kept (qmail-remote). */
    static final int MAX_TEXT = 5_000;

    private static final int NO_CODE = -1;
    private static final Pattern STATUS = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?: |$)");

    private final byte[] line = new byte[MAX_LINE];
    private final StringBuilder text = new StringBuilder();
    private final List<String> bodies = new ArrayList<>();
    private int lineLength;
    private int lines;
    private int octets;
    private int code = NO_CODE;
    private boolean controls;
    private boolean disagreement;
    private @Nullable Heard heard;

    /**
     * Takes octets up to the end of a reply. Takes none while a complete reply waits to be polled.
     *
     * @return how many were taken; fewer than {@code length} only if a reply is complete
     */
    public int accept(byte[] input, int offset, int length) {
        int taken = 0;
        while (taken < length && heard == null) {
            byte octet = input[offset + taken++];
            octets++;
            if (octets > MAX_REPLY) {
                keep(printable());
                finish(new Heard.Noise(text.toString()));
            } else if (octet == '\n') {
                endLine();
            } else if (lineLength < MAX_LINE) {
                line[lineLength++] = octet;
            }
        }
        return taken;
    }

    /** @return the reply that is complete, once; empty if more octets are needed */
    public Optional<Heard> poll() {
        Optional<Heard> complete = Optional.ofNullable(heard);
        heard = null;
        return complete;
    }

    /** Whether nothing is known of the next reply yet. */
    public boolean isIdle() {
        return octets == 0 && heard == null;
    }

    private void endLine() {
        if (lineLength > 0 && line[lineLength - 1] == '\r') {
            lineLength--;
        }
        String shown = printable();
        int codeHere = codeOf(shown);
        disagreement |= lines > 0 && codeHere != code;
        code = codeHere;
        lines++;
        keep(shown);
        lineLength = 0;
        boolean more = codeHere != NO_CODE && shown.length() > 3 && shown.charAt(3) == '-';
        if (!more) {
            boolean noise = code == NO_CODE || disagreement || (controls && code >= 400);
            finish(noise ? new Heard.Noise(text.toString()) : new Heard.Reply(reply(), text.toString()));
        } else if (lines == MAX_LINES) {
            finish(new Heard.Noise(text.toString()));
        }
    }

    private void keep(String shown) {
        int room = MAX_TEXT - 1 - text.length();
        if (room > 0) {
            String kept = shown.substring(0, Math.min(shown.length(), room));
            text.append(kept).append('\n');
            bodies.add(kept.length() > 4 ? kept.substring(4) : "");
        }
    }

    private String printable() {
        StringBuilder shown = new StringBuilder(lineLength);
        for (int i = 0; i < lineLength; i++) {
            int c = line[i];
            boolean plain = c == '\t' || (c >= 32 && c < 127);
            // octets from 128 on are negative here: somebody's language, odd but harmless
            controls |= !plain && c >= 0;
            shown.append(plain ? (char) c : '?');
        }
        return shown.toString();
    }

    private static int codeOf(String shown) {
        boolean separated = shown.length() == 3 || (shown.length() > 3 && " \t-".indexOf(shown.charAt(3)) >= 0);
        if (!separated || !isDigit(shown.charAt(1)) || !isDigit(shown.charAt(2))) {
            return NO_CODE;
        }
        char first = shown.charAt(0);
        return first < '2' || first > '5' ? NO_CODE : Integer.parseInt(shown.substring(0, 3));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private SmtpReply reply() {
        Matcher matcher = STATUS.matcher(bodies.getFirst());
        // where the two codes disagree the basic one counts
        if (!matcher.lookingAt() || matcher.group(1).charAt(0) - '0' != code / 100) {
            return new SmtpReply(code, Optional.empty(), bodies);
        }
        EnhancedStatus status =
                new EnhancedStatus(code / 100, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
        String prefix = matcher.group();
        return new SmtpReply(
                code,
                Optional.of(status),
                bodies.stream()
                        .map(b -> b.startsWith(prefix) ? b.substring(prefix.length()) : b)
                        .toList());
    }

    private void finish(Heard complete) {
        heard = complete;
        lineLength = 0;
        lines = 0;
        octets = 0;
        code = NO_CODE;
        controls = false;
        disagreement = false;
        text.setLength(0);
        bodies.clear();
    }
}
