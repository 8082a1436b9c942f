package org.pabal.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Ends the process when nobody reads any more, as in {@code pabal queue --json | head}: other programs end by SIGPIPE. */
final class StandardOutput extends OutputStream {
    /** what a shell shows for a program that SIGPIPE ended */
    private static final int BROKEN_PIPE = 128 + 13;

    private final OutputStream out;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        try {
            out.write(octets, offset, length);
        } catch (IOException e) {
            Runtime.getRuntime().halt(BROKEN_PIPE);
        }
    }
}
