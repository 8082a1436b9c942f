package org.pabal.core.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.core.log.Multilog.Sizes;

class MultilogTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000_000);
    private static final String STAMP = "@400000003b9aca0a00000000";
    private static final Sizes SMALL = new Sizes(4_096, 3);

    @TempDir
    Path parent;

    private Path log;

    @BeforeEach
    void chooseDirectory() {
        log = parent.resolve("smtpd");
    }

    private Multilog open() throws IOException {
        return Multilog.open(log, SMALL, NOW);
    }

    private String read(String name) throws IOException {
        return Files.readString(log.resolve(name), UTF_8);
    }

    private List<String> finished() throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("@"))
                    .sorted()
                    .toList();
        }
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(log.resolve(name)));
    }

    @Test
    void stampsEachLine() throws IOException {
        try (Multilog multilog = open()) {
            multilog.write(NOW, "one");
            multilog.write(NOW.plusNanos(500), "");
            multilog.flush();

            assertThat(read("current")).isEqualTo(STAMP + " one\n@400000003b9aca0a000001f4 \n");
        }
    }

    @Test
    void modesAreMultilogs() throws IOException {
        try (Multilog multilog = open()) {
            multilog.write(NOW, "one");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                    .isEqualTo("rwx------");
            assertThat(mode("lock")).isEqualTo("rw-------");
            assertThat(mode("current")).isEqualTo("rw-r--r--");
        }
        assertThat(mode("current")).isEqualTo("rwxr--r--");
        assertThat(read("state")).isEmpty();
    }

    @Test
    void aLineFromOutsideStaysOneLine() throws IOException {
        try (Multilog multilog = open()) {
            multilog.write(NOW, "a\nb\rc\u001bd\u009be\tf 파발");
        }

        assertThat(read("current")).isEqualTo(STAMP + " a?b?c?d?e\tf 파발\n");
    }

    @Test
    void onlyOneWriterMayHaveADirectory() throws IOException {
        try (Multilog multilog = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessage("unable to lock directory " + log + ": temporary failure");
            multilog.write(NOW, "still mine");
        }
        open().close();

        assertThat(read("current")).endsWith("still mine\n");
    }

    @Nested
    class Rotation {
        /** A record of 100 octets. */
        private static final String LINE = "x".repeat(73);

        private static void write(Multilog multilog, int lines) throws IOException {
            for (int i = 0; i < lines; i++) {
                multilog.write(NOW, LINE);
            }
            multilog.flush();
        }

        @Test
        void finishesTheFileTwoThousandOctetsBeforeItsLimit() throws IOException {
            try (Multilog multilog = open()) {
                write(multilog, 20);
                assertThat(finished()).isEmpty();

                write(multilog, 1);

                assertThat(finished()).containsExactly(STAMP + ".s");
                assertThat(Files.size(log.resolve(STAMP + ".s"))).isEqualTo(2_100);
                assertThat(mode(STAMP + ".s")).isEqualTo("rwxr--r--");
                assertThat(read("current")).isEmpty();
            }
        }

        @Test
        void keepsOneFileLessThanTheNumberAndDropsTheOldest() throws IOException {
            try (Multilog multilog = open()) {
                for (int file = 0; file < 5; file++) {
                    multilog.write(NOW.plusSeconds(file), "file " + file);
                    multilog.rotate(NOW.plusSeconds(file));
                }
            }

            assertThat(finished()).hasSize(2);
            assertThat(read(finished().get(0))).endsWith("file 3\n");
            assertThat(read(finished().get(1))).endsWith("file 4\n");
        }

        @Test
        void neverOverwritesAFileOfTheSameStamp() throws IOException {
            try (Multilog multilog = open()) {
                multilog.write(NOW, "first");
                multilog.rotate(NOW);
                multilog.write(NOW, "second");
                multilog.rotate(NOW);
            }

            assertThat(finished()).containsExactly(STAMP + ".s", "@400000003b9aca0a00000001.s");
            assertThat(read(STAMP + ".s")).endsWith("first\n");
        }

        @Test
        void anEmptyFileIsLeftAlone() throws IOException {
            try (Multilog multilog = open()) {
                multilog.rotate(NOW);
            }

            assertThat(finished()).isEmpty();
        }

        @Test
        void aLineThatDoesNotFitGoesIntoTheNextFileWhole() throws IOException {
            try (Multilog multilog = open()) {
                write(multilog, 19);
                multilog.write(NOW, "y".repeat(3_000));
            }

            assertThat(Files.size(log.resolve(STAMP + ".s"))).isEqualTo(1_900);
            assertThat(finished()).hasSize(2);
            assertThat(read(finished().get(1))).hasSize(3_027).endsWith("y\n");
        }

        @Test
        void aLineLargerThanAFileIsSplitAtItsLimit() throws IOException {
            try (Multilog multilog = open()) {
                multilog.write(NOW, "z".repeat(5_000));
            }

            assertThat(finished()).hasSize(1);
            assertThat(Files.size(log.resolve(STAMP + ".s"))).isEqualTo(4_096);
            assertThat(read(STAMP + ".s") + read("current")).isEqualTo(STAMP + " " + "z".repeat(5_000) + "\n");
        }

        @Test
        void troubleLosesNothing() throws IOException {
            try (Multilog multilog = open()) {
                write(multilog, 20);
                Path previous = Files.createDirectory(log.resolve("previous"));
                Path inTheWay = Files.createFile(previous.resolve("x"));
                multilog.write(NOW, LINE);
                assertThatThrownBy(() -> multilog.write(NOW, "refused")).isInstanceOf(IOException.class);
                assertThatThrownBy(multilog::flush).isInstanceOf(IOException.class);
                Files.delete(inTheWay);
                Files.delete(previous);

                multilog.write(NOW, "taken");
            }

            assertThat(read(STAMP + ".s")).hasLineCount(21).endsWith(LINE + "\n");
            assertThat(read("current")).isEqualTo(STAMP + " taken\n");
        }
    }

    @Nested
    class NextStart {
        @BeforeEach
        void writeSomething() throws IOException {
            try (Multilog multilog = open()) {
                multilog.write(NOW, "before");
            }
        }

        private void setMode(String name, String mode) throws IOException {
            Files.setPosixFilePermissions(log.resolve(name), PosixFilePermissions.fromString(mode));
        }

        @Test
        void goesOnWithAFileThatIsWhole() throws IOException {
            try (Multilog multilog = open()) {
                assertThat(mode("current")).isEqualTo("rw-r--r--");
                multilog.write(NOW, "after");
            }

            assertThat(read("current")).isEqualTo(STAMP + " before\n" + STAMP + " after\n");
            assertThat(finished()).isEmpty();
        }

        @Test
        void putsAwayAFileThatAnOutageCut() throws IOException {
            setMode("current", "rw-r--r--");

            try (Multilog multilog = open()) {
                multilog.write(NOW, "after");
            }

            assertThat(finished()).containsExactly(STAMP + ".u");
            assertThat(read(STAMP + ".u")).isEqualTo(STAMP + " before\n");
            assertThat(read("current")).isEqualTo(STAMP + " after\n");
        }

        @Test
        void putsAwayWhatARotationLeft() throws IOException {
            Files.move(log.resolve("current"), log.resolve("previous"));

            open().close();

            assertThat(finished()).containsExactly(STAMP + ".u");
            assertThat(log.resolve("previous")).doesNotExist();
        }

        @Test
        void doesNotNameAFileTwice() throws IOException {
            Files.move(log.resolve("current"), log.resolve("previous"));
            Files.createLink(log.resolve("@400000003b9aca0900000000.s"), log.resolve("previous"));

            open().close();

            assertThat(finished()).containsExactly("@400000003b9aca0900000000.s");
            assertThat(log.resolve("previous")).doesNotExist();
        }

        @Test
        void keepsWhatAProcessorHadFinished() throws IOException {
            Files.move(log.resolve("current"), log.resolve("previous"));
            Files.writeString(log.resolve("processed"), "processed\n", UTF_8);
            setMode("processed", "rwxr--r--");

            open().close();

            assertThat(finished()).containsExactly(STAMP + ".s");
            assertThat(read(STAMP + ".s")).isEqualTo("processed\n");
        }

        @Test
        void countsTheOldOctetsToo() throws IOException {
            try (Multilog multilog = open()) {
                multilog.write(NOW, "x".repeat(2_040));
                multilog.flush();
            }

            assertThat(finished()).containsExactly(STAMP + ".s");
            assertThat(read(STAMP + ".s")).startsWith(STAMP + " before\n");
        }
    }

    @Test
    void sizesOutsideMultilogsAreRefused() {
        assertThatThrownBy(() -> new Sizes(4_095, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sizes(16_777_216, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sizes(4_096, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closingTwiceIsHarmless() throws IOException {
        Multilog multilog = open();
        multilog.close();
        open().close();

        multilog.close();

        assertThat(mode("current")).isEqualTo("rwxr--r--");
    }
}
