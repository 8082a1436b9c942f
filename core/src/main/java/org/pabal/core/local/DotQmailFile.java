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
        try {
            BasicFileAttributes found = find(home, name);
            // FIFOs and devices end here: opening one could wait for ever
            return found == null || !found.isRegularFile()
                    ? new DotQmail.Absent()
                    : readRegular(home.resolve(name), name);
        } catch (IOException e) {
            return new DotQmail.Unusable(Reports.unableToOpenQmail(name, Reports.reason(e)));
        }
    }

    /** @return whether there is anything of this name, of whatever type */
    static boolean exists(Path home, String name) throws DeferralException {
        try {
            return find(home, name) != null;
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

    private static DotQmail readRegular(Path file, String name) throws IOException {
        FileMode mode = FileMode.of(file);
        if (!mode.isRegularFile()) {
            return new DotQmail.Unusable(Reports.unableToOpenQmail(name, "it is a symbolic link"));
        }
        if (mode.isWorldWritable()) {
            return new DotQmail.Unusable(Reports.QMAIL_WRITABLE);
        }
        byte[] text;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            text = in.readNBytes(MAX_OCTETS + 1);
        }
        if (text.length > MAX_OCTETS) {
            return new DotQmail.Unusable(Reports.QMAIL_TOO_LARGE);
        }
        return text.length == 0
                ? new DotQmail.Empty()
                : DotQmailParser.parse(new String(text, StandardCharsets.UTF_8), mode.isOwnerExecutable());
    }
}
