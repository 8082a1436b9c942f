package org.pabal.ejb.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Messages while programs begin to read them. A server that is killed then leaves them behind, and removes them when it starts
 * again; other nodes may use the same directory at that time.
 */
final class ScratchFiles {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final String prefix;

    /** @param node whose files they are */
    ScratchFiles(Path directory, String node) {
        this.directory = directory;
        this.prefix = "message-" + UUID.nameUUIDFromBytes(node.getBytes(StandardCharsets.UTF_8)) + "-";
    }

    /** Makes an empty file that only the server may read. */
    Path create() throws IOException {
        return Files.createTempFile(directory, prefix, null, PRIVATE);
    }

    /** Removes what an earlier life of this node has left. @return how many files that were */
    int sweep() throws IOException {
        int swept = 0;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, prefix + "*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
                swept++;
            }
        }
        return swept;
    }
}
