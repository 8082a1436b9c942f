package org.pabal.core.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Reads one {@code .qmail} file, if it can be trusted (qmail-local: qmeox). */
final class DotQmailFile {
    /** Far more than any mailing list kept in a file needs. */
    static final int MAX_OCTETS = 256 * 1024;

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_CHARACTER = 4;

    private DotQmailFile() {}

    /**
     * A missing file, the usual case, costs one system call and no exception. Links are not followed.
     *
     * @param name in the home directory, without a slash
     */
    static DotQmail read(Path home, String name) {
        return read(home, name, DotQmailFile::textOf);
    }

    /** Opens a file that seems to be one. */
    @FunctionalInterface
    interface Opener {
        /** @return its beginning, a little more than {@link #MAX_OCTETS} if it is longer than that */
        String text(Path file) throws IOException;
    }

    /** As {@link #read(Path, String)}, where somebody else has to open the file. */
    static DotQmail read(Path home, String name, Opener opener) {
        try {
            BasicFileAttributes found = find(home, name);
            // FIFOs and devices end here: opening one could wait for ever
            return found == null || !found.isRegularFile()
                    ? new DotQmail.Absent()
                    : readRegular(home.resolve(name), name, opener);
        } catch (IOException e) {
            return new DotQmail.Unusable(Reports.unableToOpenQmail(name, Reports.reason(e)));
        }
    }

    /** @return whether there is anything of this name, of whatever type */
    static boolean exists(Path home, String name) throws DeferralException {
        return found(home, name) != null;
    }

    /** @return whether there is a file of this name, which may have instructions (qmail-local: qmeexists) */
    static boolean isFile(Path home, String name) throws DeferralException {
        BasicFileAttributes found = found(home, name);
        return found != null && found.isRegularFile();
    }

    private static @Nullable BasicFileAttributes found(Path home, String name) throws DeferralException {
        try {
            return find(home, name);
        } catch (IOException e) {
            throw new DeferralException(Reports.unableToOpenQmail(name, Reports.reason(e)), e);
        }
    }

    private static @Nullable BasicFileAttributes find(Path home, String name) throws IOException {
        if (isTooLong(name)) {
            return null;
        }
        try {
            Path file = home.resolve(name);
            return file.getFileSystem().provider().readAttributesIfExists(file, BasicFileAttributes.class);
        } catch (InvalidPathException e) {
            // in this locale's character set no file has such a name
            return null;
        }
    }

    /** A name that no file can have is no trouble: there is just no such file. */
    private static boolean isTooLong(String name) {
        return name.length() > LONGEST_NAME / LONGEST_CHARACTER
                && name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
    }

    private static DotQmail readRegular(Path file, String name, Opener opener) throws IOException {
        FileMode mode = FileMode.of(file);
        if (!mode.isRegularFile()) {
            return new DotQmail.Unusable(Reports.unableToOpenQmail(name, "it is a symbolic link"));
        }
        if (mode.isWorldWritable()) {
            return new DotQmail.Unusable(Reports.QMAIL_WRITABLE);
        }
        String text = opener.text(file);
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
            return new DotQmail.Unusable(Reports.QMAIL_TOO_LARGE);
        }
        return text.isEmpty() ? new DotQmail.Empty() : DotQmailParser.parse(text, mode.isOwnerExecutable());
    }

    private static String textOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MAX_OCTETS + 1), StandardCharsets.UTF_8);
        }
    }
}
