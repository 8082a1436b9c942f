package org.pabal.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The directory of everything that is a file: mailboxes, {@code .qmail} files, logs, the embedded database. Its place is
 * {@code pabal.home}; nobody but the server's own user may look into it.
 */
@ApplicationScoped
public class PabalHome {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final List<String> MAILDIR = List.of("tmp", "new", "cur");

    private final Path path;

    /** For the container's proxy, which never uses its own fields. */
    PabalHome() {
        this(Path.of(""));
    }

    @Inject
    PabalHome(@ConfigProperty(name = "pabal.home", defaultValue = "/var/lib/pabal") String configured) {
        this(Path.of(configured));
    }

    /** @param directory stands for {@code pabal.home}; need not exist yet */
    public PabalHome(Path directory) {
        this.path = directory.toAbsolutePath().normalize();
    }

    /** @return {@code pabal.home}, absolute and without {@code .} and {@code ..} */
    public Path path() {
        return path;
    }

    /** @return where the mailboxes of local users are */
    public Path users() {
        return path().resolve("users");
    }

    /** @return the home of the {@code alias} user: {@code .qmail-NAME} files */
    public Path alias() {
        return path().resolve("alias");
    }

    /** @return where messages are while programs read them */
    public Path scratch() {
        return path().resolve("tmp");
    }

    /** Makes the directories that are missing, with mode 0700.
     *
     * @throws IllegalStateException with a sentence for the operator, if one cannot be made or written
     */
    public void prepare() {
        try {
            for (Path directory : List.of(path(), users(), alias(), scratch())) {
                // the home itself may be a link to where there is room
                Files.createDirectories(directory, PRIVATE);
                if (!Files.isWritable(directory)) {
                    throw new IOException(directory + " is not writable");
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "pabal.home is " + path() + ", but the user '" + System.getProperty("user.name")
                            + "' cannot make it or write to it (" + e.getMessage()
                            + "). Give it to that user, or set pabal.home (environment: PABAL_HOME) to another directory.",
                    e);
        }
    }

    /**
     * Makes a directory below {@code pabal.home} that holds a Maildir, each with mode 0700, as far as they are missing.
     * No link below {@code pabal.home} is followed: whoever could plant one would choose where mail is written.
     *
     * @param home as in an assignment; relative to {@code pabal.home}
     * @throws IllegalArgumentException if it is absolute or leads out of {@code pabal.home}
     * @throws IOException if something in the way is not a directory, or cannot be made
     */
    public void ensureMaildir(Path home) throws IOException {
        Path wanted = home.normalize();
        if (home.isAbsolute() || wanted.startsWith("..") || wanted.toString().isEmpty()) {
            throw new IllegalArgumentException("the directory " + home + " is not below pabal.home");
        }
        Path reached = path;
        for (Path step : wanted.resolve("Maildir")) {
            reached = reached.resolve(step);
            ensureDirectory(reached);
        }
        for (String part : MAILDIR) {
            ensureDirectory(reached.resolve(part));
        }
    }

    /**
     * Writes a file with mode 0600, whole and on the disk when this returns; one that is there stays as it is.
     *
     * @param file relative to {@code pabal.home}; its directory exists
     * @return whether it was missing
     */
    public boolean writeIfMissing(Path file, String text) throws IOException {
        Path target = path().resolve(file);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Path directory = Objects.requireNonNull(target.getParent(), "below pabal.home");
        // temporary files are private from birth
        Path temporary = Files.createTempFile(directory, ".new", "");
        try {
            Files.writeString(temporary, text, StandardCharsets.UTF_8);
            sync(temporary, StandardOpenOption.WRITE);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(directory, StandardOpenOption.READ);
        return true;
    }

    private static void ensureDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(directory + " is in the way: it is not a directory");
        }
        try {
            Files.createDirectory(directory, PRIVATE);
        } catch (FileAlreadyExistsException e) {
            // somebody else made it just now, which is as good
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
        sync(Objects.requireNonNull(directory.getParent(), "below pabal.home"), StandardOpenOption.READ);
    }

    private static void sync(Path path, OpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
