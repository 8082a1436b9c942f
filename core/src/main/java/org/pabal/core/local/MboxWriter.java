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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.pabal.core.message.Content;

/**
 * Appends messages to files in mbox format (mbox.5, qmail-local: mailfile).
 *
 * <p>The file is locked as a whole. If another program has it, the message is deferred at once, where qmail-local waits
 * for 30 seconds: here a delivery would keep its group waiting. Where the system cannot lock at all, the message is
 * appended without, as in qmail.
 */
final class MboxWriter {
    private static final Set<OpenOption> APPEND = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Threads of one process do not exclude each other by file locks, and closing a file ends all locks on it. */
    private final ReentrantLock turn = new ReentrantLock();

    /** What to append to. */
    record Mbox(Path home, Path file, String shown) {}

    /**
     * @param head the From_ line and what else stands before the content
     * @throws DeferralException with qmail-local's report; the file is as before, if it could be locked
     */
    void append(Mbox mbox, byte[] head, Content content) throws DeferralException {
        turn.lock();
        try (FileChannel file = open(mbox)) {
            long before = file.size();
            boolean locked = lock(file);
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

    /** @return false if this system cannot lock the file */
    private static boolean lock(FileChannel file) throws DeferralException {
        try {
            if (file.tryLock() == null) {
                throw new DeferralException(Reports.MBOX_LOCKED, null);
            }
            return true;
        } catch (OverlappingFileLockException e) {
            throw new DeferralException(Reports.MBOX_LOCKED, null);
        } catch (IOException e) {
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
