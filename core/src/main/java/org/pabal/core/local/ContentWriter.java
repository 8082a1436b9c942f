package org.pabal.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.pabal.core.message.Content;

/** Copies a content as it is, with as few system calls as its form allows. */
final class ContentWriter {
    static final int PIECE = 128 * 1024;

    private ContentWriter() {}

    /**
     * @param head what stands before the content
     * @throws IOException if the file cannot be written
     * @throws DeferralException if the content cannot be read
     */
    static void write(GatheringByteChannel file, byte[] head, Content content) throws IOException, DeferralException {
        if (content instanceof Content.InMemory small) {
            writeAll(file, ByteBuffer.wrap(head), ByteBuffer.wrap(small.bytes()));
            return;
        }
        ByteBuffer before = ByteBuffer.wrap(head);
        try (ContentReader in = ContentReader.open(content)) {
            byte[] piece = new byte[PIECE];
            int length;
            do {
                length = in.read(piece);
                writeAll(file, before, ByteBuffer.wrap(piece, 0, length));
            } while (length == piece.length);
        }
    }

    private static void writeAll(GatheringByteChannel file, ByteBuffer... buffers) throws IOException {
        ByteBuffer last = buffers[buffers.length - 1];
        while (last.hasRemaining() || buffers[0].hasRemaining()) {
            file.write(buffers);
        }
    }
}
