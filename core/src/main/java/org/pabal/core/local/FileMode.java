package org.pabal.core.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Type and permissions of a file as POSIX has them ({@code st_mode}); needs a Unix-like system.
 *
 * @param bits the number itself: Java's own attributes leave out the sticky bit
 */
record FileMode(int bits) {
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int STICKY = 01000;
    private static final int OWNER_EXECUTE = 0100;
    private static final int WORLD_WRITE = 0002;

    /** Looks at the name itself: a symbolic link is a link, whatever it points to. */
    static FileMode of(Path path) throws IOException {
        return new FileMode((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS));
    }

    boolean isDirectory() {
        return (bits & TYPE) == DIRECTORY;
    }

    boolean isRegularFile() {
        return (bits & TYPE) == REGULAR;
    }

    boolean isSticky() {
        return (bits & STICKY) != 0;
    }

    boolean isOwnerExecutable() {
        return (bits & OWNER_EXECUTE) != 0;
    }

    boolean isWorldWritable() {
        return (bits & WORLD_WRITE) != 0;
    }
}
