package org.pabal.core.smtp;

import org.jspecify.annotations.Nullable;

/**
 * The octets of BDAT to content (RFC 3030). Of text CRLF becomes LF, and what is no line end must not look like one: a CR or LF
 * alone and NUL are violations, as in {@link DataDecoder}; but no dot means anything. A binary content stays as it is. Works in
 * place. One object for one content, whatever chunks it comes in.
 */
final class ChunkDecoder implements ContentLimits.Measure {
    private final boolean binary;
    private boolean pendingCr;
    private DataDecoder.@Nullable Violation violation;
    private int produced;
    private long octets;
    private long lineLength;
    private long longestLine;

    ChunkDecoder(boolean binary) {
        this.binary = binary;
    }

    /**
     * Decodes a piece: afterwards {@link #produced()} octets of content begin at {@code offset}.
     *
     * @return whether all is well; if not, not to be called again
     */
    boolean decode(byte[] buffer, int offset, int length) {
        octets += length;
        if (binary) {
            produced = length;
            return true;
        }
        int end = offset + length;
        int in = offset;
        int out = offset;
        while (in < end && violation == null) {
            if (pendingCr) {
                if (buffer[in] == '\n') {
                    buffer[out++] = '\n';
                    in++;
                    endLine();
                } else {
                    violation = DataDecoder.Violation.BARE_CR;
                }
                continue;
            }
            int stop = TextScan.end(buffer, in, end);
            System.arraycopy(buffer, in, buffer, out, stop - in);
            out += stop - in;
            lineLength += stop - in;
            in = stop;
            if (in < end) {
                special(buffer[in++]);
            }
        }
        produced = out - offset;
        return violation == null;
    }

    /** The last chunk is over. @return whether the content may end so */
    boolean end() {
        if (pendingCr) {
            violation = DataDecoder.Violation.BARE_CR;
        }
        return violation == null;
    }

    /** @return octets of content the last piece gave */
    int produced() {
        return produced;
    }

    @Override
    public long octets() {
        return octets;
    }

    @Override
    public long longestLine() {
        return Math.max(longestLine, lineLength);
    }

    /** @return what was wrong; null if nothing was */
    DataDecoder.@Nullable Violation violation() {
        return violation;
    }

    private void special(byte octet) {
        switch (octet) {
            case '\r' -> pendingCr = true;
            case '\n' -> violation = DataDecoder.Violation.BARE_LF;
            default -> violation = DataDecoder.Violation.NUL;
        }
    }

    private void endLine() {
        pendingCr = false;
        longestLine = Math.max(longestLine, lineLength);
        lineLength = 0;
    }
}
