package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.LocalPart;
import org.pabal.core.local.LocalUsers.Resolution;

class LocalUsersTest {
    private static final Resolution NO_MAILBOX =
            new Resolution.NoMailbox("Sorry, no mailbox here by that name. (#5.1.1)\n");

    @TempDir
    private Path directory;

    private PabalHomeFixture home = new PabalHomeFixture(Path.of(""));
    private LocalUsers users = new LocalUsers(Path.of(""), UserAssignments.NONE, SystemUsers.NONE);

    @BeforeEach
    void makeHome() {
        home = PabalHomeFixture.in(directory);
        users = home.users();
    }

    private Resolution resolve(String local) {
        return users.resolve(new EmailAddress(new LocalPart(local), new DomainName("local.test")));
    }

    /** @return the first instruction's text, which tells which file was taken */
    private String taken(String local) {
        List<Instruction> instructions = ((Resolution.Deliver) resolve(local)).instructions();
        return ((Instruction.Mbox) instructions.getFirst()).path().substring(2);
    }

    private String trouble(String local) {
        return ((Resolution.Trouble) resolve(local)).text();
    }

    private void writeFiles(String in, String names) throws IOException {
        for (String name : names.split(" ", -1)) {
            home.write(in + "/" + name, "./" + name + "\n");
        }
    }

    @Nested
    class WhichUser {
        @Test
        void assignedUserHasTheDefaultMaildir() {
            assertThat(resolve("ada"))
                    .isEqualTo(new Resolution.Deliver(
                            new LocalUser("ada", directory.resolve("users/ada"), "", "", false),
                            List.of(new Instruction.Maildir("./Maildir/")),
                            Optional.empty()));
        }

        @Test
        void everyoneElseIsAnAlias() throws IOException {
            home.write("alias/.qmail-postmaster", "&ada@local.test\n");

            Resolution.Deliver found = (Resolution.Deliver) resolve("Postmaster");

            assertThat(found.user())
                    .isEqualTo(new LocalUser("alias", directory.resolve("alias"), "-", "Postmaster", false));
            assertThat(found.instructions()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"carol", "ada-unknown", "-ada", "ad", "adax", "user+tag", "a%b", "-f", "--help", "|/bin/sh"})
        void unknownNamesHaveNoMailbox(String local) {
            assertThat(resolve(local)).isEqualTo(NO_MAILBOX);
        }

        @Test
        void emptyLocalPartIsTrash() {
            assertThat(resolve("")).isEqualTo(new Resolution.Trash());
        }
    }

    @Nested
    class SearchOrder {
        @ParameterizedTest
        @CsvSource({
            "ada-list,         .qmail-list .qmail-default .qmaildefault .qmail,             .qmail-list",
            "ADA-LiSt,         .qmail-list .qmail-default,                                   .qmail-list",
            "ada-list-join,    .qmail-list .qmail-list-default .qmail-default,               .qmail-list-default",
            "ada-list-join-x,  .qmail-list-default .qmail-default,                           .qmail-list-default",
            "ada-list-join-x,  .qmail-list-join-default .qmail-list-default .qmail-default,  .qmail-list-join-default",
            "ada-list-join,    .qmail-list .qmail-default,                                   .qmail-default",
            "ada-list,         .qmail-list-default .qmail-default,                           .qmail-default",
            "ada-list-,        .qmail-list-default .qmail-default,                           .qmail-list-default",
            "ada-,             .qmail- .qmail-default,                                       .qmail-",
            "ada-,             .qmail .qmail-default,                                        .qmail-default",
            "ada,              .qmail .qmaildefault,                                         .qmail",
            "ada,              .qmaildefault .qmail-default,                                 .qmaildefault",
            "ada-first.last,   .qmail-first:last .qmail-default,                             .qmail-first:last",
            "ada-..,           .qmail-:: .qmail-default,                                     .qmail-::",
            "ada-default,      .qmail-default,                                               .qmail-default",
        })
        void mostSpecificFileWins(String local, String files, String taken) throws IOException {
            writeFiles("users/ada", files);

            assertThat(taken(local)).isEqualTo(taken);
        }

        @ParameterizedTest
        @CsvSource({
            "ada-list,      .qmail-list-default",
            "ada-list,      .qmail .qmaildefault",
            "ada-list-join, .qmail-list",
            "ada-listx,     .qmail-list .qmail-list-default",
            "ada-first.last,.qmail-first.last",
        })
        void otherFilesAreNotFound(String local, String files) throws IOException {
            writeFiles("users/ada", files);

            assertThat(resolve(local)).isEqualTo(NO_MAILBOX);
        }

        @Test
        void directoriesAreNotInstructions() throws IOException {
            Files.createDirectory(directory.resolve("users/ada/.qmail-list"));
            writeFiles("users/ada", ".qmail-default");

            assertThat(taken("ada-list")).isEqualTo(".qmail-default");
        }

        @Test
        void emptyFileMeansTheDefaultDeliveryEvenIfItMayOnlyForward() throws IOException {
            home.write("users/ada/.qmail-list", "", "rwxr--r--");

            assertThat(((Resolution.Deliver) resolve("ada-list")).instructions())
                    .containsExactly(new Instruction.Maildir("./Maildir/"));
        }

        @Test
        void nameLongerThanAFileNameIsNoFile() throws IOException {
            writeFiles("users/ada", ".qmail-default");

            assertThat(taken("ada-" + "x".repeat(890))).isEqualTo(".qmail-default");
            assertThat(resolve("é".repeat(250))).isEqualTo(NO_MAILBOX);
        }

        @Test
        void userWithoutDashAndUnknownExtensionGetsTheDefaultDelivery() {
            LocalUsers open = new LocalUsers(
                    directory, UserAssignments.require("+ada:ada:0:0:users/ada:::\n.\n"), SystemUsers.NONE);

            assertThat(open.resolve(EmailAddress.require("adalovelace@local.test")))
                    .isInstanceOf(Resolution.Deliver.class);
            assertThat(open.resolve(EmailAddress.require("ada/../bob@local.test")))
                    .isEqualTo(NO_MAILBOX);
        }
    }

    @Nested
    class PathsOfStrangers {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../../etc/passwd",
                    "/etc/passwd",
                    "ada-../bob/.qmail",
                    "ada-x/../../bob/.qmail",
                    "a/../b",
                    "a\\..\\b",
                    "a%2f..",
                    ".",
                    "..",
                    "new/x",
                    "ada-sub/file",
                    ":include:/etc/passwd"
                })
        void leadNowhere(String local) throws IOException {
            Files.createDirectory(directory.resolve("users/ada/.qmail-sub"));
            home.write("users/ada/.qmail-sub/file", "./found\n");
            Files.createDirectory(directory.resolve("users/ada/.qmail-x"));
            home.write("users/bob/.qmail", "./found\n");

            assertThat(resolve(local)).isEqualTo(NO_MAILBOX);
        }
    }

    @Property(tries = 500)
    void neverNameAnythingOutsideTheHome(@ForAll @StringLength(max = 80) String extension) {
        Path home = Path.of("/home/ada");
        LocalUser user = new LocalUser("ada", home, "-", extension, false);

        if (!user.leadsAway() && extension.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            assertThat(user.qmailFiles())
                    .allSatisfy(file -> assertThat(
                                    home.resolve(file.name()).normalize().getParent())
                            .isEqualTo(home));
        }
        assertThat(user.leadsAway()).isEqualTo(extension.contains("/"));
    }

    @Nested
    class Mistrust {
        @Test
        void writableHomeDefers() throws IOException {
            Files.setPosixFilePermissions(directory.resolve("users/ada"), PosixFilePermissions.fromString("rwx----w-"));

            assertThat(trouble("ada")).isEqualTo("Uh-oh: home directory is writable. (#4.7.0)\n");
        }

        @Test
        void homeWritableByItsGroupIsFine() throws IOException {
            Files.setPosixFilePermissions(directory.resolve("users/ada"), PosixFilePermissions.fromString("rwxrwx---"));

            assertThat(resolve("ada")).isInstanceOf(Resolution.Deliver.class);
        }

        @Test
        void stickyHomeDefers() throws IOException {
            Files.setAttribute(directory.resolve("users/ada"), "unix:mode", 01700);

            assertThat(trouble("ada"))
                    .isEqualTo("Home directory is sticky: user is editing his .qmail file. (#4.2.1)\n");
        }

        @Test
        void missingHomeDefersWithoutSayingWherePabalIs() {
            LocalUsers gone = new LocalUsers(
                    directory, UserAssignments.require("=eve:eve:0:0:users/eve:::\n.\n"), SystemUsers.NONE);

            assertThat(gone.resolve(EmailAddress.require("eve@local.test")))
                    .isEqualTo(
                            new Resolution.Trouble("Unable to switch to users/eve: file does not exist. (#4.3.0)\n"));
        }

        @Test
        void homeThatIsALinkOrAFileDefers() throws IOException {
            Files.createSymbolicLink(directory.resolve("users/eve"), directory.resolve("users/ada"));
            home.write("users/mallory", "");
            LocalUsers odd = new LocalUsers(
                    directory,
                    UserAssignments.require("=eve:eve:0:0:users/eve:::\n=mallory:m:0:0:users/mallory:::\n.\n"),
                    SystemUsers.NONE);

            assertThat(odd.resolve(EmailAddress.require("eve@local.test")))
                    .isEqualTo(new Resolution.Trouble("Unable to switch to users/eve: not a directory. (#4.3.0)\n"));
            assertThat(odd.resolve(EmailAddress.require("mallory@local.test"))).isInstanceOf(Resolution.Trouble.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"rw-r--rw-", "rw-rw-rw-", "-------w-"})
        void writableFileDefers(String permissions) throws IOException {
            home.write("users/ada/.qmail", "./Maildir/\n", permissions);

            assertThat(trouble("ada")).isEqualTo("Uh-oh: .qmail file is writable. (#4.7.0)\n");
        }

        @Test
        void executableFileMayOnlyForward() throws IOException {
            home.write("users/ada/.qmail", "./Maildir/\n", "rwx------");
            assertThat(trouble("ada")).isEqualTo("Uh-oh: .qmail has file delivery but has x bit set. (#4.7.0)\n");

            home.write("users/ada/.qmail", "./Maildir/\n", "rw-r-xr-x");
            assertThat(resolve("ada")).isInstanceOf(Resolution.Deliver.class);
        }

        @Test
        void linkedFileDefers() throws IOException {
            Path elsewhere = home.write("elsewhere", "./Maildir/\n");
            Files.createSymbolicLink(directory.resolve("users/ada/.qmail-list"), elsewhere);

            assertThat(trouble("ada-list")).isEqualTo("Unable to open .qmail-list: it is a symbolic link. (#4.3.0)\n");
        }

        @Test
        void linkThatEndsInItselfDefers() throws IOException {
            Files.createSymbolicLink(directory.resolve("users/ada/.qmail"), Path.of(".qmail"));

            assertThat(trouble("ada")).startsWith("Unable to open .qmail: ").endsWith(". (#4.3.0)\n");
        }

        @Test
        void fifoAndDeviceAreNotWaitedFor() throws IOException, InterruptedException {
            Path fifo = directory.resolve("users/ada/.qmail-list");
            assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                    .isZero();
            Files.createSymbolicLink(directory.resolve("users/ada/.qmail-zero"), Path.of("/dev/zero"));

            assertThat(resolve("ada-list")).isEqualTo(NO_MAILBOX);
            assertThat(resolve("ada-zero")).isEqualTo(NO_MAILBOX);
            Files.delete(directory.resolve("users/ada/.qmail-zero"));
        }

        @Test
        void hugeFileDefers() throws IOException {
            home.write("users/ada/.qmail", "#" + "x".repeat(256 * 1024 - 2) + "\n");
            assertThat(resolve("ada")).isInstanceOf(Resolution.Deliver.class);

            home.write("users/ada/.qmail", "#" + "x".repeat(256 * 1024 - 1) + "\n");
            assertThat(trouble("ada")).isEqualTo("Uh-oh: .qmail file is too large. (#4.2.1)\n");
        }

        @Test
        void octetsThatAreNotTextMatterOnlyOutsideOfComments() throws IOException {
            Path file = home.write("users/ada/.qmail", "");
            Files.write(file, new byte[] {'#', (byte) 0xE9, '\n', '.', '/', 'M', '/', '\n'});
            assertThat(resolve("ada")).isInstanceOf(Resolution.Deliver.class);

            Files.write(file, new byte[] {'.', '/', (byte) 0xE9, '/', '\n'});
            assertThat(trouble("ada")).isEqualTo("Uh-oh: .qmail has a line that is not plain text. (#4.2.1)\n");
        }
    }

    @Nested
    class UsersOfTheSystem {
        @TempDir
        private Path homes;

        private final Set<String> asked = new HashSet<>();
        private final Set<String> accounts = new HashSet<>(Set.of("joe", "joe-list", "ada"));
        private boolean foreign;
        private boolean troubled;

        private Resolution found(String local) {
            LocalUsers all = new LocalUsers(directory, UserAssignments.require(PabalHomeFixture.ASSIGNMENTS), name -> {
                asked.add(name);
                if (troubled) {
                    throw new IOException("no answer");
                }
                return accounts.contains(name)
                        ? Optional.of(new SystemUsers.SystemUser(homes.resolve(name), foreign))
                        : Optional.empty();
            });
            return all.resolve(new EmailAddress(new LocalPart(local), new DomainName("local.test")));
        }

        private LocalUser user(String local) {
            return switch (found(local)) {
                case Resolution.Deliver deliver -> deliver.user();
                case Resolution.Foreign other -> other.user();
                case Resolution.NoMailbox none -> throw new AssertionError(none.text());
                case Resolution.Trouble trouble -> throw new AssertionError(trouble.text());
                case Resolution.Trash trash -> throw new AssertionError("trash");
            };
        }

        @BeforeEach
        void makeHomes() throws IOException {
            accounts.add("a".repeat(31));
            accounts.add("b".repeat(32));
            for (String name : accounts) {
                Files.createDirectory(homes.resolve(name));
                Files.writeString(homes.resolve(name).resolve(".qmail-default"), "./mbox\n");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "joe, joe, '', ''",
            "JOE, joe, '', ''",
            "Joe-Ext, joe, -, Ext",
            "joe-, joe, -, ''",
            "joe-list, joe-list, '', ''",
            "joe-list-x-y, joe-list, -, x-y",
            "joe-lister, joe, -, lister",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, '', ''",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-x, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, -, x",
        })
        void theLongestNameWins(String local, String name, String dash, String extension) {
            assertThat(user(local)).isEqualTo(new LocalUser(name, homes.resolve(name), dash, extension, false));
        }

        @ParameterizedTest
        @ValueSource(strings = {"nobody", "-joe", "joey", "list-joe", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"})
        void othersAreAliases(String local) {
            assertThat(found(local)).isEqualTo(NO_MAILBOX);
        }

        @Test
        void anAssignmentComesFirst() {
            assertThat(user("ada").home()).isEqualTo(directory.resolve("users/ada"));
            assertThat(asked).isEmpty();
        }

        @Test
        void whenNobodyCanSayTheAddressIsTriedAgain() {
            troubled = true;

            assertThat(found("joe"))
                    .isEqualTo(new Resolution.Trouble("Unable to ask who has a mailbox here. (#4.3.0)\n"));
            assertThat(user("bob").name()).isEqualTo("bob");
        }

        @Test
        void aHomeInTroubleIsNamedByItsUser() throws IOException {
            Files.setPosixFilePermissions(
                    homes.resolve("joe/.qmail-default"), PosixFilePermissions.fromString("rw-rw-rw-"));
            accounts.add("gone");

            assertThat(found("joe-x")).isEqualTo(new Resolution.Trouble("Uh-oh: .qmail file is writable. (#4.7.0)\n"));
            assertThat(found("gone"))
                    .isEqualTo(new Resolution.Trouble("Unable to switch to ~gone: file does not exist. (#4.3.0)\n"));
        }

        @Test
        void filesOfAForeignHomeAreNotOpened() throws IOException {
            foreign = true;
            Files.createDirectories(homes.resolve("joe-list/.qmail-dir"));
            Files.delete(homes.resolve("joe-list/.qmail-default"));
            Files.writeString(homes.resolve("joe/.qmail-default"), "no address @\n");

            assertThat(found("joe")).isEqualTo(new Resolution.Foreign(user("joe")));
            assertThat(found("joe-x")).isEqualTo(new Resolution.Foreign(user("joe-x")));
            assertThat(found("joe-list-dir")).isEqualTo(NO_MAILBOX);
            assertThat(found("joe-/etc/passwd")).isEqualTo(NO_MAILBOX);
        }
    }
}
