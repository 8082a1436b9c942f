package org.pabal.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaildirSizesTest {
    private static final Optional<Quota> NOT_GIVEN = Optional.empty();

    @TempDir
    private Path maildir;

    private Instant now = Instant.now();
    private int names;
    private final MaildirSizes sizes = new MaildirSizes(() -> now, () -> "size" + names++);

    @BeforeEach
    void makeMaildir() throws IOException {
        makeFolder("");
    }

    private void makeFolder(String name) throws IOException {
        for (String part : new String[] {"new", "cur", "tmp"}) {
            Files.createDirectories(maildir.resolve(name).resolve(part));
        }
    }

    private Path file() {
        return maildir.resolve("maildirsize");
    }

    private void state(String text) throws IOException {
        Files.writeString(file(), text);
    }

    private void age(Duration age) throws IOException {
        Files.setLastModifiedTime(file(), FileTime.from(now.minus(age)));
    }

    private void message(String name, int octets) throws IOException {
        Files.write(maildir.resolve(name), new byte[octets]);
    }

    private MaildirAccount open() throws IOException {
        return sizes.open(maildir, NOT_GIVEN).orElseThrow();
    }

    private boolean roomFor(long octets) throws IOException {
        return open().hasRoomFor(Usage.ofMessage(octets));
    }

    @Test
    void withoutAFileOrAGivenQuotaThereIsNone() throws IOException {
        assertThat(sizes.open(maildir, NOT_GIVEN)).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "NOQUOTA\n", "nonsense\n5 1\n"})
    void fileThatStatesNoQuotaIsNone(String text) throws IOException {
        state(text);

        assertThat(sizes.open(maildir, NOT_GIVEN)).isEmpty();
        assertThat(file()).hasContent(text);
    }

    @Test
    void linkOrDirectoryIsNoFile() throws IOException {
        Files.createSymbolicLink(file(), Files.writeString(maildir.resolve("elsewhere"), "10S\n5 1\n"));
        assertThat(sizes.open(maildir, NOT_GIVEN)).isEmpty();

        Files.delete(file());
        Files.createDirectory(file());
        assertThat(sizes.open(maildir, NOT_GIVEN)).isEmpty();
    }

    @Test
    void linesAreAddedUp() throws IOException {
        state("1000S,10C\n500 2\n   300   1\n-200 -1\n");

        assertThat(roomFor(400)).isTrue();
        assertThat(roomFor(401)).isTrue();
        // the second question found it too much, and counted what is really there
        assertThat(file()).hasContent("1000S,10C\n0 0\n");
    }

    @Test
    void countedJustNowIsNotCountedAgain() throws IOException {
        state("1000S\n600 2\n");

        assertThat(roomFor(400)).isTrue();
        assertThat(roomFor(401)).isFalse();
        assertThat(file()).hasContent("1000S\n600 2\n");
    }

    @Test
    void numberOfMessagesCountsToo() throws IOException {
        state("3C\n600 2\n");
        MaildirAccount account = open();

        assertThat(account.hasRoomFor(new Usage(1_000_000, 1))).isTrue();
        assertThat(account.hasRoomFor(new Usage(2, 2))).isFalse();
    }

    @Test
    void messagesAreNotedAtTheEnd() throws IOException {
        state("1000S\n600 2\n");
        MaildirAccount account = open();

        account.added(Usage.ofMessage(150));

        assertThat(file()).hasContent("1000S\n600 2\n150 1\n");
        assertThat(account.hasRoomFor(Usage.ofMessage(250))).isTrue();
    }

    @Test
    void fileThatSomebodyRemovesMeanwhileIsNotMissed() throws IOException {
        state("1000S\n600 2\n");
        MaildirAccount account = open();
        Files.delete(file());

        account.added(Usage.ofMessage(150));

        assertThat(file()).doesNotExist();
    }

    @Nested
    class Counting {
        private static final Optional<Quota> MUCH = Optional.of(Quota.stored("100000S"));

        @Test
        void takesSizesFromNamesOrFiles() throws IOException {
            message("new/1.a.host,S=70", 7);
            message("cur/2.a.host,S=200,W=210:2,S", 7);
            message("cur/3.a.host:2,RS", 30);
            message("cur/4.a.host,S=1000:2,ST", 7);
            message("cur/.hidden", 7);
            message("tmp/5.a.host,S=5000", 7);
            makeFolder(".Archive");
            message(".Archive/cur/6.a.host,S=400:2,", 7);
            makeFolder(".Archive.Old");
            message(".Archive.Old/new/7.a.host,S=500", 7);
            makeFolder(".Trash");
            message(".Trash/cur/8.a.host,S=9000:2,", 7);
            makeFolder("plain");
            message("plain/cur/9.a.host,S=9000:2,", 7);

            assertThat(sizes.open(maildir, MUCH)).isPresent();

            assertThat(file()).hasContent("100000S\n" + (70 + 200 + 30 + 400 + 500) + " 5\n");
            assertThat(maildir.resolve("tmp")).isDirectoryNotContaining("glob:**/size*");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }

        @Test
        void followsNoLinks() throws IOException {
            makeFolder("other");
            message("other/cur/1.a.host,S=500", 7);
            Files.createSymbolicLink(maildir.resolve(".Linked"), maildir.resolve("other"));

            assertThat(sizes.open(maildir, MUCH)).isPresent();

            assertThat(file()).hasContent("100000S\n0 0\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1000S\n",
                    "1000S\n5 x\n",
                    "1000S\n-5 1\n",
                    "1000S\n5 1\n\n6 1\n",
                    "1000S\n99999999999999999999 1\n"
                })
        void happensForSumsThatMakeNoSense(String text) throws IOException {
            message("new/1.a.host,S=70", 7);
            state(text);

            open();

            assertThat(file()).hasContent("1000S\n70 1\n");
        }

        @Test
        void happensForOldSums() throws IOException {
            state("1000S\n600 2\n");
            age(Duration.ofMinutes(14));
            open();
            assertThat(file()).hasContent("1000S\n600 2\n");

            age(Duration.ofMinutes(16));
            open();
            assertThat(file()).hasContent("1000S\n0 0\n");
        }

        @Test
        void happensForFilesThatAreFull() throws IOException {
            state("1000000S\n" + "100 1\n".repeat(851));
            open();
            assertThat(Files.size(file())).isEqualTo(5115);

            state("1000000S\n" + "100 1\n".repeat(852));
            open();
            assertThat(file()).hasContent("1000000S\n0 0\n");
        }

        @Test
        void happensForAnotherQuotaThanTheGivenOne() throws IOException {
            message("new/1.a.host,S=70", 7);
            state("1000S\n600 2\n");

            assertThat(sizes.open(maildir, MUCH).orElseThrow().hasRoomFor(Usage.ofMessage(99_000)))
                    .isTrue();

            assertThat(file()).hasContent("100000S\n70 1\n");
        }

        @Test
        void isNeverAReasonToRefuseWhenNobodyKnows() throws IOException {
            MaildirAccount unknown = new MaildirAccount(sizes, maildir, Quota.stored("10S"), Optional.empty(), true);

            assertThat(unknown.hasRoomFor(Usage.ofMessage(1_000_000))).isTrue();
            unknown.added(Usage.ofMessage(1_000_000));
            assertThat(file()).doesNotExist();
        }
    }

    @Test
    void quotaIsSetAndTakenAway() throws IOException {
        message("new/1.a.host,S=70", 7);
        sizes.set(maildir, Quota.stored("5000S,10C"));
        assertThat(file()).hasContent("5000S,10C\n70 1\n");

        sizes.set(maildir, Quota.NONE);
        assertThat(file()).doesNotExist();
    }
}
