package org.pabal.core.smtp;

/**
 * Wire octets of DATA to content: CRLF becomes LF, one leading dot of a line goes, {@code CRLF.CRLF} and nothing else ends
 * it (RFC 5321 §4.1.1.4, §4.5.2). A CR or LF alone and NUL are violations: sender and receiver could disagree about where
 * the content ends. Works in place, since content is never longer than its wire form. One object for one content.
 */
public final class DataDecoder implements ContentLimits.Measure {
    /** What a piece of wire octets led to. */
    public enum Progress {
        MORE,
        END,
        VIOLATION
    }

    /** What may not stand in a content. */
    public enum Violation {
        BARE_CR,
        BARE_LF,
        NUL
    }

    private enum State {
        LINE_START,
        TEXT,
        CR,
        DOT,
        DOT_CR
    }

    private State state = State.LINE_START;
    private Violation violation = Violation.NUL;
    private int consumed;
    private int produced;
    private long octets;
    private long lineLength;
    private long longestLine;

    /**
     * Decodes a piece in place: afterwards {@link #produced()} octets of content begin at {@code offset}. Not to be called
     * again after anything but {@link Progress#MORE}.
     */
    public Progress decode(byte[] buffer, int offset, int length) {
        int end = offset + length;
        int in = offset;
        int out = offset;
        Progress progress = Progress.MORE;
        while (in < end && progress == Progress.MORE) {
            byte next = buffer[in];
            switch (state) {
                case LINE_START -> {
                    in += next == '.' ? 1 : 0;
                    state = next == '.' ? State.DOT : State.TEXT;
                }
                case TEXT -> {
                    int stop = TextScan.end(buffer, in, end);
                    System.arraycopy(buffer, in, buffer, out, stop - in);
                    out += stop - in;
                    lineLength += stop - in;
                    in = stop;
                    if (in < end) {
                        progress = afterText(buffer[in++]);
                    }
                }
                case CR -> {
                    if (next == '\n') {
                        buffer[out++] = '\n';
                        in++;
                        endLine();
                    } else {
                        progress = violate(Violation.BARE_CR);
                    }
                }
                case DOT -> {
                    in += next == '\r' ? 1 : 0;
                    state = next == '\r' ? State.DOT_CR : State.TEXT;
                }
                case DOT_CR -> {
                    progress = next == '\n' ? Progress.END : violate(Violation.BARE_CR);
                    in++;
                }
            }
        }
        consumed = in - offset;
        produced = out - offset;
        return progress;
    }

    /** @return octets of the last piece that were looked at; after the end, what follows them is not content */
    public int consumed() {
        return consumed;
    }

    /** @return octets of content the last piece gave */
    public int produced() {
        return produced;
    }

    /** @return size so far with CRLF counted as two, before dot-stuffing (RFC 1870 §3) */
    @Override
    public long octets() {
        return octets + lineLength;
    }

    /** @return octets of the longest line so far, without its CRLF */
    @Override
    public long longestLine() {
        return Math.max(longestLine, lineLength);
    }

    /** @return what was wrong, after {@link Progress#VIOLATION} */
    public Violation violation() {
        return violation;
    }

    private Progress afterText(byte stop) {
        return switch (stop) {
            case '\r' -> {
                state = State.CR;
                yield Progress.MORE;
            }
            case '\n' -> violate(Violation.BARE_LF);
            default -> violate(Violation.NUL);
        };
    }

    private void endLine() {
        octets += lineLength + 2;
        longestLine = Math.max(longestLine, lineLength);
        lineLength = 0;
        state = State.LINE_START;
    }

    private Progress violate(Violation what) {
        violation = what;
        return Progress.VIOLATION;
    }
}
