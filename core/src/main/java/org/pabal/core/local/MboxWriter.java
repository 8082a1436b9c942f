package org.pabal.core.local;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.pabal.core.message.Content;

/**
 * Appends messages to files in mbox format (mbox.5, qmail-local: mailfile). One for all deliveries of this process.
 *
 * <p>The file is locked as a whole, with fcntl(2) as mail readers do; if another program has it, it is waited for as long as
 * qmail-local waits. Where the system cannot lock at all, the message is appended without, as in qmail.
 */
public final class MboxWriter {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int TURNS = 64;

    private static final Set<OpenOption> APPEND = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * By path. Threads of one process do not exclude each other by file locks, and one that closes a file ends all locks that
     * others have on it.
     */
    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    private final Duration patience;

    public MboxWriter() {
        this(PATIENCE);
    }

    /** @param patience how long a file may be locked, and how long others of this process may take */
    MboxWriter(Duration patience) {
        this.patience = patience;
    }

    /** What to append to. */
    record Mbox(Path home, Path file, String shown) {}

    /**
     * @param head the From_ line and what else stands before the content
     * @throws DeferralException with qmail-local's report; the file is as before, if it could be locked
     */
    void append(Mbox mbox, byte[] head, Content content) throws DeferralException {
        ReentrantLock turn = turns.get(Math.floorMod(mbox.file().hashCode(), TURNS));
        if (!isMine(turn)) {
            throw new DeferralException(Reports.MBOX_LOCKED, null);
        }
        try (FileChannel file = open(mbox)) {
            boolean locked = lock(file);
            long before = file.size();
            try {
                write(file, head, content);
                if (before == 0) {
                    DirectorySync.sync(Objects.requireNonNull(mbox.file().getParent()));
                }
            } catch (IOException | DeferralException e) {
                if (locked) {
                    truncate(file, before, e);
                }
                throw e;
            }
        } catch (IOException e) {
            throw new DeferralException(Reports.unableToWrite(mbox.shown(), Reports.reason(e)), e);
        } finally {
            turn.unlock();
        }
    }

    private static FileChannel open(Mbox mbox) throws DeferralException {
        try {
            HomePath.requireDirectories(
                    mbox.home(), Objects.requireNonNull(mbox.file().getParent()));
            requireRegularOrMissing(mbox.file());
            return FileChannel.open(mbox.file(), APPEND, PRIVATE);
        } catch (IOException e) {
            throw new DeferralException(Reports.unableToOpenMbox(mbox.shown(), Reports.reason(e)), e);
        }
    }

    /** A FIFO without a reader could be waited for for ever. */
    private static void requireRegularOrMissing(Path file) throws IOException {
        try {
            if (!FileMode.of(file).isRegularFile()) {
                throw new IOException("not a regular file");
            }
        } catch (NoSuchFileException e) {
            // it is made when it is opened
            return;
        }
    }

    private boolean isMine(ReentrantLock turn) throws DeferralException {
        try {
            return turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new DeferralException(Reports.MBOX_LOCKED, new IOException("the server stops", e));
        }
    }

    /** @return false if this system cannot lock the file */
    private boolean lock(FileChannel file) throws DeferralException {
        try {
            for (Duration waited = Duration.ZERO; waited.compareTo(patience) < 0; waited = waited.plus(PAUSE)) {
                if (isLocked(file)) {
                    return true;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException e) {
            return false;
        }
        throw new DeferralException(Reports.MBOX_LOCKED, null);
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // by something else in this process
            return false;
        }
    }

    private static void write(FileChannel file, byte[] head, Content content) throws IOException, DeferralException {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), ContentWriter.PIECE);
        out.write(head);
        MboxQuoting quoting = new MboxQuoting(out);
        try (ContentReader in = ContentReader.open(content)) {
            byte[] piece = new byte[ContentWriter.PIECE];
            int length;
            do {
                length = in.read(piece);
                quoting.write(piece, length);
            } while (length == piece.length);
        }
        quoting.finish();
        out.flush();
        file.force(true);
    }

    private static void truncate(FileChannel file, long size, Exception failure) {
        try {
            file.truncate(size);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
