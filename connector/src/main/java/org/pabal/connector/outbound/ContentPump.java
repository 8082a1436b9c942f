package org.pabal.connector.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.pabal.core.message.Content;
import org.pabal.core.smtp.DataEncoder;
import org.pabal.core.smtp.client.ClientStep;
import org.pabal.core.smtp.client.StepLimit;

/**
 * Sends one content with its final dot, or as the only chunk: a small one in a single write, a large one in blocks. Each block has its time, so a
 * peer that takes less than a block in that time loses the connection.
 */
final class ContentPump {
    private static final System.Logger LOG = System.getLogger(ContentPump.class.getName());
    private static final int BLOCK = 65_536;
    private static final int PIECE = 16_384;

    private final ClientWire wire;
    private final Duration perBlock;
    private final boolean raw;
    private final DataEncoder encoder = new DataEncoder();
    private final byte[] block;
    private int filled;

    private ContentPump(ClientWire wire, Duration perStep, long octets, boolean raw) {
        this.wire = wire;
        this.raw = raw;
        this.perBlock = StepLimit.WRITE.within(perStep);
        int enough = DataEncoder.maxEncoded((int) Math.min(BLOCK, octets)) + DataEncoder.MAX_FINISH;
        this.block = new byte[raw ? BLOCK : Math.min(BLOCK, enough)];
    }

    /** @throws IOException if the connection ends; what is wrong with the content is told to the step's progress */
    static void send(ClientStep.SendContent step, ClientWire wire, Duration perStep) throws IOException {
        ContentPump pump = new ContentPump(wire, perStep, step.content().octets(), false);
        if (!pump.body(step.content())) {
            step.progress().contentUnreadable();
            return;
        }
        step.progress().finalDotUnderWay();
        pump.filled = pump.encoder.finish(pump.block, pump.filled);
        pump.flush();
    }

    /** As {@link #send(ClientStep.SendContent, ClientWire, Duration)}, octet for octet. */
    static void send(ClientStep.SendChunk step, ClientWire wire, Duration perStep) throws IOException {
        ContentPump pump = new ContentPump(wire, perStep, step.content().octets(), true);
        byte[] command = ("BDAT " + step.content().octets() + " LAST\r\n").getBytes(StandardCharsets.US_ASCII);
        pump.take(command, 0, command.length);
        if (!pump.body(step.content())) {
            step.progress().contentUnreadable();
            return;
        }
        step.progress().finalDotUnderWay();
        pump.flush();
    }

    /** @return whether the content could be read to its end */
    private boolean body(Content content) throws IOException {
        if (content instanceof Content.InMemory memory) {
            byte[] bytes = memory.bytes();
            for (int at = 0; at < bytes.length; at += PIECE) {
                take(bytes, at, Math.min(PIECE, bytes.length - at));
            }
            return true;
        }
        try (InputStream in = content.open()) {
            return body(in, content.octets());
        } catch (ConnectionLost e) {
            throw e;
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot read a stored content", e);
            return false;
        }
    }

    private boolean body(InputStream in, long expected) throws IOException {
        byte[] piece = new byte[PIECE];
        long read = 0;
        // never more than was announced: the block was made for that
        while (read < expected) {
            int octets = in.read(piece, 0, (int) Math.min(PIECE, expected - read));
            if (octets < 0) {
                break;
            }
            take(piece, 0, octets);
            read += octets;
        }
        if (read < expected || in.read() >= 0) {
            LOG.log(Level.ERROR, "a stored content has not the {0} octets that it should have", expected);
            return false;
        }
        return true;
    }

    private void take(byte[] octets, int offset, int count) throws ConnectionLost {
        if (filled + DataEncoder.maxEncoded(count) + DataEncoder.MAX_FINISH > block.length) {
            flush();
        }
        if (raw) {
            System.arraycopy(octets, offset, block, filled, count);
            filled += count;
        } else {
            filled = encoder.encode(octets, offset, count, block, filled);
        }
    }

    private void flush() throws ConnectionLost {
        try {
            wire.send(block, filled, perBlock);
            filled = 0;
        } catch (IOException e) {
            throw new ConnectionLost(e);
        }
    }

    /** To tell it from a content that cannot be read. */
    private static final class ConnectionLost extends IOException {
        ConnectionLost(IOException cause) {
            super(cause);
        }
    }
}
