package org.pabal.ejb.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFilesTest {
    @TempDir
    private Path directory;

    @Test
    void whatAKilledServerLeavesIsRemovedAndNothingElse() throws IOException {
        ScratchFiles killed = new ScratchFiles(directory, "mx*1/ä");
        Path left = killed.create();
        Path ofAnotherNode = new ScratchFiles(directory, "mx2").create();
        Path ofSomebody = Files.createFile(directory.resolve("message-notes"));

        assertThat(new ScratchFiles(directory, "mx*1/ä").sweep()).isEqualTo(1);

        assertThat(left).doesNotExist();
        assertThat(ofAnotherNode).exists();
        assertThat(ofSomebody).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ofAnotherNode)))
                .isEqualTo("rw-------");
    }
}
