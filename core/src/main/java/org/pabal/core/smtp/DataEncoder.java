package org.pabal.core.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Content to wire octets of DATA: line ends become CRLF, a dot that begins a line is doubled, {@code CRLF.CRLF} comes once
 * and last (RFC 5321 §4.5.2). Whatever is stored, no CR or LF alone and no NUL goes out: a stray CR or a NUL, which no
 * conforming content has, becomes a space. So lines are for the next hop what they were for us. One object for one content.
 */
public final class DataEncoder {
    /** octets {@link #finish} may write */
    public static final int MAX_FINISH = 6;

    private static final int PIECE = 16 * 1024;

    private boolean lineStart = true;
    private boolean pendingCr;

    /** @return octets {@link #encode} may write for a piece of this length */
    public static int maxEncoded(int length) {
        return 2 * length + 1;
    }

    /**
     * Encodes one piece.
     *
     * @param at where in {@code out} to begin; at least {@link #maxEncoded} octets must follow
     * @return where in {@code out} the written octets end
     */
    public int encode(byte[] in, int offset, int length, byte[] out, int at) {
        int end = offset + length;
        int from = offset;
        int to = at;
        while (from < end) {
            if (pendingCr) {
                pendingCr = false;
                if (in[from] != '\n') {
                    out[to++] = ' ';
                    lineStart = false;
                }
            }
            if (lineStart && in[from] == '.') {
                out[to++] = '.';
            }
            int stop = TextScan.end(in, from, end);
            System.arraycopy(in, from, out, to, stop - from);
            to += stop - from;
            lineStart = lineStart && stop == from;
            from = stop;
            if (from < end) {
                to = special(in[from++], out, to);
            }
        }
        return to;
    }

    /** Ends the content, with a line end if its last line has none. @return where in {@code out} the octets end */
    public int finish(byte[] out, int at) {
        int to = at;
        if (pendingCr) {
            pendingCr = false;
            out[to++] = ' ';
            lineStart = false;
        }
        if (!lineStart) {
            to = lineEnd(out, to);
        }
        out[to++] = '.';
        return lineEnd(out, to);
    }

    /** Sends a whole content, its end included, in large writes. Closes neither stream, flushes nothing. */
    public void send(InputStream content, OutputStream wire) throws IOException {
        byte[] in = new byte[PIECE];
        byte[] out = new byte[maxEncoded(PIECE) + MAX_FINISH];
        int pending = 0;
        for (int n = content.read(in); n >= 0; n = content.read(in)) {
            // the last piece waits, so that a small content and its end go out together
            if (pending + maxEncoded(n) + MAX_FINISH > out.length) {
                wire.write(out, 0, pending);
                pending = 0;
            }
            pending = encode(in, 0, n, out, pending);
        }
        wire.write(out, 0, finish(out, pending));
    }

    private int special(byte octet, byte[] out, int at) {
        return switch (octet) {
            case '\n' -> lineEnd(out, at);
            case '\r' -> {
                pendingCr = true;
                yield at;
            }
            default -> {
                out[at] = ' ';
                lineStart = false;
                yield at + 1;
            }
        };
    }

    private int lineEnd(byte[] out, int at) {
        out[at] = '\r';
        out[at + 1] = '\n';
        lineStart = true;
        return at + 2;
    }
}
