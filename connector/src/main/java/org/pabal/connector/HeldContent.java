package org.pabal.connector;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pabal.core.qmtp.ContentSink;
import org.pabal.core.smtp.Reception;

/**
 * A content whose envelope comes after it: in memory as long as it is small, beyond that in a temporary file that has no
 * name any more. Used by one thread.
 */
final class HeldContent implements ContentSink, AutoCloseable {
    private static final int IN_MEMORY = 256 * 1024;
    private static final int PIECE = 64 * 1024;
    /** Left of the disk, since its other users need some too: nobody has said yet how much will come. */
    private static final long RESERVE_OCTETS = 256L << 20;

    private static final File DIRECTORY = new File(System.getProperty("java.io.tmpdir"));

    private final LongSupplier room;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(4096);
    private @Nullable FileChannel file;

    HeldContent() {
        this(DIRECTORY::getUsableSpace);
    }

    /** @param room how many octets the disk can still take */
    HeldContent(LongSupplier room) {
        this.room = room;
    }

    /** @throws UncheckedIOException if the disk does not take it */
    @Override
    public void write(byte[] buffer, int offset, int length) {
        if (memory.size() + length > IN_MEMORY) {
            spill();
        }
        memory.write(buffer, offset, length);
    }

    /** Writes all of it to a reception. */
    void copyTo(Reception reception) {
        if (file != null) {
            spill();
            copy(file, reception);
        }
        byte[] rest = memory.toByteArray();
        reception.write(rest, 0, rest.length);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private static void copy(FileChannel from, Reception to) {
        try {
            from.position(0);
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            while (from.read(piece) >= 0) {
                to.write(piece.array(), 0, piece.position());
                piece.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a held content cannot be read", e);
        }
    }

    private void spill() {
        try {
            if (room.getAsLong() < RESERVE_OCTETS) {
                throw new IOException("less than 256 MiB are left in " + DIRECTORY);
            }
            FileChannel channel = file;
            if (channel == null) {
                Path path = Files.createTempFile(DIRECTORY.toPath(), "pabal", ".content");
                // where files can be removed while they are open, it is gone from the directory at once
                channel = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
                file = channel;
            }
            ByteBuffer octets = ByteBuffer.wrap(memory.toByteArray());
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            memory = new ByteArrayOutputStream(PIECE);
        } catch (IOException e) {
            throw new UncheckedIOException("a content cannot be held", e);
        }
    }
}
