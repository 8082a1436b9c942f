package org.pabal.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.pabal.core.smtp.Limits;

/**
 * The input of a session: command lines that end in CRLF and nothing else, and content in large pieces, from one buffer, so
 * that nothing pipelined is lost in between. Whatever waits to be said is said before a read that may block.
 */
final class WireReader {
    /** What came instead of, or as, a line. */
    enum Line {
        COMPLETE,
        /** longer than it may be; skipped to its end */
        TOO_LONG,
        /** with a bare CR, a bare LF or a NUL: what follows is not trusted to be commands */
        MALFORMED,
        END_OF_INPUT
    }

    private static final int SMALL = Limits.COMMAND_LINE;
    private static final int LARGE = 16 * 1024;
    private static final int HUGE = 64 * 1024;
    private static final int INCOMPLETE = -1;
    private static final int BAD = -2;

    private final InputStream wire;
    private final WireWriter writer;
    private byte[] buffer = new byte[SMALL];
    private int start;
    private int end;
    private int lineStart;
    private int lineLength;

    WireReader(InputStream wire, WireWriter writer) {
        this.wire = wire;
        this.writer = writer;
    }

    /** Takes the next command line; its octets are in {@link #buffer()} until the next call. */
    Line next() throws IOException {
        return next(Limits.COMMAND_LINE);
    }

    /** @param most octets of the line with its CRLF; an AUTH command may have more than other commands */
    Line next(int most) throws IOException {
        narrow();
        int limit = most;
        int scanned = 0;
        while (true) {
            int cr = endOfLine(start + scanned);
            if (cr == BAD) {
                return Line.MALFORMED;
            }
            limit = limitOf(cr < 0 ? pending() : cr + 2 - start, limit);
            if (cr >= 0) {
                lineStart = start;
                lineLength = cr - start;
                start = cr + 2;
                return lineLength + 2 > limit ? Line.TOO_LONG : Line.COMPLETE;
            }
            // a CR at the very end is looked at again, with what follows it
            scanned = Math.max(0, pending() - 1);
            if (pending() >= limit) {
                return skipLine();
            }
            if (pending() == SMALL) {
                widen();
            }
            if (!fill()) {
                return Line.END_OF_INPUT;
            }
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int lineStart() {
        return lineStart;
    }

    /** @return octets of the line without its CRLF */
    int lineLength() {
        return lineLength;
    }

    /** @return where in {@link #buffer()} the unread octets begin */
    int start() {
        return start;
    }

    /** @return octets that have come and are not read yet */
    int pending() {
        return end - start;
    }

    void consume(int octets) {
        start += octets;
    }

    /** Makes room for content; the large buffer goes again with the next line that does not need it. */
    void widen() {
        if (buffer.length < LARGE) {
            resize(LARGE);
        }
    }

    /** Says what is to be said, then waits for octets. @return false at the end of the input */
    boolean fill() throws IOException {
        writer.flush();
        compact();
        int n = read();
        if (n < 0) {
            return false;
        }
        end += n;
        if (end == buffer.length && buffer.length == LARGE) {
            resize(HUGE);
        }
        return true;
    }

    /** An input that we ended ourselves has ended, whether or not its peer would go on. */
    private int read() throws IOException {
        try {
            return wire.read(buffer, end, buffer.length - end);
        } catch (InterruptedIOException e) {
            return -1;
        }
    }

    /**
     * Says what is to be said, and listens.
     *
     * @return whether octets came, or the input ended, within this time
     */
    boolean hearsWithin(Socket socket, Duration time) throws IOException {
        writer.flush();
        compact();
        socket.setSoTimeout((int) time.toMillis());
        try {
            int n = wire.read(buffer, end, buffer.length - end);
            end += Math.max(n, 0);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (InterruptedIOException e) {
            // ended from outside
            return true;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Reads away whatever still comes. */
    void discard() throws IOException {
        do {
            start = end;
        } while (fill());
    }

    private Line skipLine() throws IOException {
        while (true) {
            int cr = endOfLine(start);
            if (cr >= 0) {
                start = cr + 2;
                return Line.TOO_LONG;
            }
            if (cr == BAD) {
                return Line.MALFORMED;
            }
            start = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
            if (!fill()) {
                return Line.END_OF_INPUT;
            }
        }
    }

    /** @return where the CR of the next CRLF is */
    private int endOfLine(int from) {
        for (int i = from; i < end; i++) {
            byte b = buffer[i];
            if (b == '\r' && i + 1 == end) {
                return INCOMPLETE;
            }
            if (b == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
            if (b == '\r' || b == '\n' || b == 0) {
                return BAD;
            }
        }
        return INCOMPLETE;
    }

    /** An AUTH command may be longer than others, whether or not all of it has come. */
    private int limitOf(int octets, int limit) {
        return limit < Limits.AUTH_LINE && octets >= limit && isAuth() ? Limits.AUTH_LINE : limit;
    }

    private boolean isAuth() {
        byte[] verb = {'a', 'u', 't', 'h', ' '};
        for (int i = 0; i < verb.length; i++) {
            if ((buffer[start + i] | 0x20) != verb[i]) {
                return false;
            }
        }
        return true;
    }

    private void narrow() {
        if (buffer.length > SMALL && pending() <= SMALL) {
            resize(SMALL);
        }
    }

    private void compact() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, pending());
            end -= start;
            start = 0;
        }
    }

    private void resize(int size) {
        byte[] other = new byte[size];
        System.arraycopy(buffer, start, other, 0, pending());
        end -= start;
        start = 0;
        buffer = other;
    }
}
