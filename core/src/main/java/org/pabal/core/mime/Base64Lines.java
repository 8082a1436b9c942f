package org.pabal.core.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/** RFC 2045 §6.8: lines of 76 octets; a line end of the body is CRLF, as it would be on the way (RFC 2046 §4.1.1). */
final class Base64Lines implements BodyEncoder {
    /** Octets of one line before they are encoded. */
    private static final int LINE = 57;

    private final ByteArrayOutputStream out;
    private final byte[] line = new byte[LINE];
    private int length;
    private boolean begun;

    Base64Lines(ByteArrayOutputStream out) {
        this.out = out;
    }

    @Override
    public void octets(byte[] piece, int count) {
        for (int i = 0; i < count; i++) {
            add(piece[i]);
        }
    }

    @Override
    public void lineEnd() {
        add((byte) '\r');
        add((byte) '\n');
    }

    @Override
    public void finish() {
        if (length > 0) {
            flush(length);
        }
    }

    private void add(byte octet) {
        line[length++] = octet;
        if (length == LINE) {
            flush(LINE);
        }
    }

    private void flush(int count) {
        if (begun) {
            out.write('\n');
        }
        begun = true;
        byte[] encoded = Base64.getEncoder().encode(count == LINE ? line : Arrays.copyOf(line, count));
        out.write(encoded, 0, encoded.length);
        length = 0;
    }
}
