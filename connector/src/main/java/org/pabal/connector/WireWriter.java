package org.pabal.connector;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.pabal.core.smtp.SmtpReply;

/** Collects replies until the session has to wait for its peer: one write for a whole group of pipelined commands. */
final class WireWriter {
    private final OutputStream wire;
    private final byte[] buffer = new byte[512];
    private int length;

    WireWriter(OutputStream wire) {
        this.wire = wire;
    }

    /** Blocks only when there is more to say than fits. */
    void say(SmtpReply reply) throws IOException {
        write(reply.wire().getBytes(StandardCharsets.US_ASCII));
    }

    /** As {@link #say}. */
    void write(byte[] octets) throws IOException {
        if (length + octets.length > buffer.length) {
            flush();
        }
        if (octets.length > buffer.length) {
            wire.write(octets);
        } else {
            System.arraycopy(octets, 0, buffer, length, octets.length);
            length += octets.length;
        }
    }

    void flush() throws IOException {
        if (length > 0) {
            int pending = length;
            length = 0;
            wire.write(buffer, 0, pending);
        }
    }
}
