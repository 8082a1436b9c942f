package org.pabal.core.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where a file line of a {@code .qmail} file leads. qmail lets the user's own rights decide; here all deliveries have
 * the same rights, so a line may name nothing outside its user's home, not even by way of a link.
 */
final class HomePath {
    private HomePath() {}

    /**
     * @param written relative to the home, or absolute
     * @return absolute, without {@code ..}
     */
    static Path require(Path home, String written) throws DeferralException {
        try {
            Path path = home.resolve(written).normalize();
            if (!path.startsWith(home)) {
                throw new DeferralException(Reports.OUTSIDE_HOME, null);
            }
            return path;
        } catch (InvalidPathException e) {
            throw new DeferralException(Reports.NOT_TEXT, new IOException("not a path in this locale", e));
        }
    }

    /** Walks from the home to a directory below it.
     *
     * @throws IOException unless each step is a directory and no link
     */
    static void requireDirectories(Path home, Path directory) throws IOException {
        Path reached = home;
        for (Path step : home.relativize(directory)) {
            reached = reached.resolve(step);
            requireDirectory(reached);
        }
    }

    static void requireDirectory(Path directory) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()) {
            throw new NotDirectoryException(directory.toString());
        }
    }
}
