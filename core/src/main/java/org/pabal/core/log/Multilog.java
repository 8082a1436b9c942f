package org.pabal.core.log;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes a log directory as {@code multilog t} does: {@code current}, finished files {@code @STAMP.s}, each line stamped
 * with its TAI64N label. A new start goes on with {@code current}; after an outage that file is put away as
 * {@code @STAMP.u}. Used by one thread at a time.
 *
 * <p>Failure: a call that throws IOException has lost nothing and can be made again, which the caller should do after a
 * pause, as multilog does. A line whose {@link #write} threw was not taken.
 *
 * <p>Differs from multilog in that a line which does not fit into a file goes into the next one whole, unless it is
 * larger than a file.
 */
public final class Multilog implements Closeable, Flushable {
    /** A file is finished with the first line that ends within so many octets of its limit. */
    private static final int MARGIN = 2_000;

    private static final int BUFFER = 8_192;

    private final Sizes sizes;
    private final LogDirectory directory;
    private final FileLock lock;
    private FileChannel channel;
    private ByteBuffer pending = ByteBuffer.allocate(2 * BUFFER);
    private Instant latest;

    /** Octets of current, with those still pending. */
    private long size;

    private boolean wholeLine = true;
    private boolean rotating;

    /**
     * @param octets limit of one file, 4096 to 16777215: multilog's {@code s}
     * @param files current and finished ones together, at least 2: multilog's {@code n}
     */
    public record Sizes(int octets, int files) {
        /** For services: 16 MB a file, ten files. */
        public static final Sizes SERVICE = new Sizes(16_777_215, 10);

        public Sizes {
            if (octets < 4_096 || octets > 16_777_215 || files < 2) {
                throw new IllegalArgumentException("a log file has 4096 to 16777215 octets, a log 2 files or more");
            }
        }
    }

    private Multilog(LogDirectory directory, Sizes sizes, FileLock lock, Instant now) throws IOException {
        this.sizes = sizes;
        this.directory = directory;
        this.lock = lock;
        this.latest = now;
        directory.recover(now);
        this.channel = directory.openCurrent();
        this.size = channel.size();
    }

    /** Opens or makes the directory; the one above it must exist.
     *
     * @throws IOException if another writer has it, or its files cannot be made
     */
    public static Multilog open(Path path, Sizes sizes, Instant now) throws IOException {
        LogDirectory directory = new LogDirectory(path, sizes.files());
        FileLock lock = directory.lock();
        try {
            return new Multilog(directory, sizes, lock, now);
        } catch (IOException | RuntimeException e) {
            lock.acquiredBy().close();
            throw e;
        }
    }

    /** Takes a line, which reaches the file at the latest with the next {@link #flush}.
     *
     * @param line without LF; control characters in it become ?
     */
    public void write(Instant now, String line) throws IOException {
        byte[] text = LogText.oneLine(line).getBytes(StandardCharsets.UTF_8);
        byte[] record = new byte[Tai64n.LABEL_LENGTH + 1 + text.length + 1];
        Tai64n.writeLabel(now, record);
        record[Tai64n.LABEL_LENGTH] = ' ';
        System.arraycopy(text, 0, record, Tai64n.LABEL_LENGTH + 1, text.length);
        record[record.length - 1] = '\n';
        latest = now;
        for (int from = 0; from < record.length; ) {
            int length = Math.min(record.length - from, sizes.octets());
            makeRoom(length);
            append(record, from, length);
            from += length;
        }
    }

    /** Hands to the system what was written, and finishes the file if it is full. */
    @Override
    public void flush() throws IOException {
        makeRoom(0);
        drain();
    }

    /** Finishes the file now, unless it is empty (multilog: ALRM). */
    public void rotate(Instant now) throws IOException {
        latest = now;
        if (size > 0 || rotating) {
            putAway();
        }
    }

    /** Leaves {@code current} whole and on the disk, to be continued. If that fails, lines not yet flushed are lost. */
    @Override
    public void close() throws IOException {
        if (!lock.acquiredBy().isOpen()) {
            return;
        }
        try {
            flush();
            channel.force(true);
            directory.markCurrentSafe();
        } finally {
            try {
                channel.close();
            } finally {
                lock.acquiredBy().close();
            }
        }
    }

    private void makeRoom(int length) throws IOException {
        boolean full = wholeLine && size >= sizes.octets() - MARGIN;
        boolean tooSmall = size > 0 && size + length > sizes.octets();
        if (rotating || full || tooSmall) {
            putAway();
        } else if (pending.position() >= BUFFER) {
            drain();
        }
    }

    private void append(byte[] record, int from, int length) {
        if (pending.remaining() < length) {
            pending = ByteBuffer.allocate(pending.position() + length + BUFFER).put(pending.flip());
        }
        pending.put(record, from, length);
        size += length;
        wholeLine = record[from + length - 1] == '\n';
    }

    private void drain() throws IOException {
        if (!channel.isOpen()) {
            // an interrupt closes the channel under its user
            channel = directory.openCurrent();
        }
        pending.flip();
        try {
            while (pending.hasRemaining()) {
                channel.write(pending);
            }
        } finally {
            pending.compact();
        }
    }

    private void putAway() throws IOException {
        if (!rotating) {
            drain();
            channel.force(true);
            rotating = true;
        }
        channel.close();
        directory.putAwayCurrent(latest);
        channel = directory.openCurrent();
        rotating = false;
        size = 0;
        wholeLine = true;
    }
}
