package org.pabal.core.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Puts {@code >} before each line that a reader of an mbox could take for the start of a message, and before those that
 * were quoted so already ({@code >*From }, mbox.5), so that quoting can be undone.
 */
final class MboxQuoting {
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private boolean inLine;
    /** Held back at the start of a line: this many {@code >}, then this much of {@link #FROM}. */
    private long marks;

    private int matched;

    MboxQuoting(OutputStream out) {
        this.out = out;
    }

    void write(byte[] octets, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            write(octets[i]);
        }
    }

    private void write(byte octet) throws IOException {
        if (!inLine) {
            if (octet == '>' && matched == 0) {
                marks++;
                return;
            }
            if (octet == FROM[matched]) {
                matched++;
                if (matched == FROM.length) {
                    out.write('>');
                    releaseHeld();
                }
                return;
            }
            releaseHeld();
        }
        out.write(octet);
        inLine = octet != '\n';
    }

    /** Ends a partial last line and adds the empty line that separates messages. */
    void finish() throws IOException {
        if (marks > 0 || matched > 0) {
            releaseHeld();
        }
        if (inLine) {
            out.write('\n');
        }
        out.write('\n');
    }

    private void releaseHeld() throws IOException {
        for (; marks > 0; marks--) {
            out.write('>');
        }
        out.write(FROM, 0, matched);
        matched = 0;
        inLine = true;
    }
}
