package org.pabal.core.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one multilog directory. The owner's right to execute marks a file as written whole and safe on the disk, as
 * in daemontools.
 */
final class LogDirectory {
    private static final Set<PosixFilePermission> BEING_WRITTEN = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> SAFE = PosixFilePermissions.fromString("rwxr--r--");
    private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PRIVATE_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final Path current;
    private final Path previous;
    private final int maxFiles;

    /** @param maxFiles current and finished ones together */
    LogDirectory(Path path, int maxFiles) {
        this.path = path;
        this.current = path.resolve("current");
        this.previous = path.resolve("previous");
        this.maxFiles = maxFiles;
    }

    /** Makes the directory if it is missing, one level, and locks it until the lock's channel is closed.
     *
     * @throws IOException with multilog's words if another writer has it
     */
    FileLock lock() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PRIVATE_DIRECTORY));
        }
        FileChannel channel = FileChannel.open(
                path.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new IOException("unable to lock directory " + path + ": temporary failure");
        }
        return lock;
    }

    /** Puts away what an outage left, so that {@link #openCurrent} goes on with a file that is whole, or with a new one. */
    void recover(Instant now) throws IOException {
        if (Files.exists(current)
                && Files.getPosixFilePermissions(current).contains(PosixFilePermission.OWNER_EXECUTE)) {
            return;
        }
        Files.deleteIfExists(path.resolve("state"));
        Files.deleteIfExists(path.resolve("newstate"));
        Path processed = path.resolve("processed");
        if (Files.exists(processed)
                && Files.getPosixFilePermissions(processed).contains(PosixFilePermission.OWNER_EXECUTE)) {
            Files.deleteIfExists(previous);
            finish(processed, ".s", now);
        } else {
            Files.deleteIfExists(processed);
            finish(previous, ".u", now);
        }
        finish(current, ".u", now);
        Files.createFile(path.resolve("state"));
    }

    FileChannel openCurrent() throws IOException {
        FileChannel channel = FileChannel.open(current, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.setPosixFilePermissions(current, BEING_WRITTEN);
        return channel;
    }

    /** To be called when all of current is on the disk and nobody writes to it. */
    void markCurrentSafe() throws IOException {
        Files.setPosixFilePermissions(current, SAFE);
    }

    /**
     * Puts current, which is closed and on the disk, among the finished files. Each step looks at what is there, so a
     * call that failed can be made again.
     */
    void putAwayCurrent(Instant now) throws IOException {
        if (Files.notExists(previous) && Files.exists(current)) {
            Files.move(current, previous);
        }
        if (Files.exists(previous)) {
            Files.setPosixFilePermissions(previous, SAFE);
            finish(previous, ".s", now);
        }
    }

    /** Gives a file its final name, if it exists, and removes the oldest finished ones. */
    private void finish(Path file, String code, Instant now) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        // two links: it had its name already when the outage came
        if (Files.getAttribute(file, "unix:nlink") instanceof Integer links && links == 1) {
            Files.createLink(freeName(code, now), file);
        }
        Files.delete(file);
        prune();
    }

    private Path freeName(String code, Instant now) {
        Instant stamp = now;
        Path name = path.resolve(Tai64n.label(stamp) + code);
        while (Files.exists(name)) {
            stamp = stamp.plusNanos(1);
            name = path.resolve(Tai64n.label(stamp) + code);
        }
        return name;
    }

    private void prune() throws IOException {
        List<Path> finished = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            files.filter(LogDirectory::isFinished).sorted().forEach(finished::add);
        }
        for (Path oldest : finished.subList(0, Math.max(0, finished.size() - maxFiles + 1))) {
            Files.delete(oldest);
        }
    }

    private static boolean isFinished(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("@") && name.length() >= Tai64n.LABEL_LENGTH;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
