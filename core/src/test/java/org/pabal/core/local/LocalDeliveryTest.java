package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.core.local.PabalHomeFixture.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.local.LocalDelivery.LocalMessage;
import org.pabal.core.message.Content;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.queue.DeliveryOutcome.Failed;

class LocalDeliveryTest {
    private static final String MESSAGE = "Subject: hello\n\nHello, Ada.\n";
    private static final Deferred NO_MAILDIR = new Deferred("Unable to chdir to maildir. (#4.2.1)\n");

    @TempDir
    private Path directory;

    private final MboxWriter mboxes = new MboxWriter(Duration.ofMillis(300));
    private final List<Forwarded> forwarded = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private ForwardResult forwardResult = new ForwardResult.Queued("4711");
    private PabalHomeFixture home = new PabalHomeFixture(Path.of(""));

    private record Forwarded(String sender, List<EmailAddress> recipients, String text) {}

    @BeforeEach
    void makeHome() {
        home = PabalHomeFixture.in(directory);
    }

    private LocalDelivery delivery() {
        return delivery(mboxes);
    }

    private LocalDelivery delivery(MboxWriter mboxes) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-02T06:17:32.123456Z"));
        return new LocalDelivery(
                home.users(),
                (sender, recipients, options, content) -> {
                    forwarded.add(new Forwarded(sender.text(), recipients, read(content)));
                    return forwardResult;
                },
                new LocalTerms(
                        new DomainName("default.test"),
                        new MaildirNames("mx.local.test", 99, clock, new SplittableRandom(1)),
                        clock,
                        PabalHomeFixture.NO_PROGRAMS,
                        PabalHomeFixture.NO_PROGRAMS,
                        home.quotas(),
                        mboxes,
                        (recipient, report, cause) -> troubles.add(recipient + " " + report)));
    }

    private static String read(Content content) {
        try (InputStream in = content.open()) {
            byte[] octets = in.readAllBytes();
            assertThat(content.octets()).isEqualTo(octets.length);
            return new String(octets, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static LocalMessage message(String recipient, String text) {
        return message("bob@remote.test", recipient, text);
    }

    private static LocalMessage message(String sender, String recipient, String text) {
        return new LocalMessage(
                ReversePath.require(sender),
                EmailAddress.require(recipient),
                new Content.InMemory(text.getBytes(StandardCharsets.UTF_8)));
    }

    private DeliveryOutcome deliver(String recipient) {
        return deliver(message(recipient, MESSAGE));
    }

    private DeliveryOutcome deliver(LocalMessage message) {
        return delivery()
                .deliver(List.of(message))
                .getFirst()
                .orElseGet(() -> delivery().deliverAlone(message));
    }

    /** A content that is read in pieces. */
    private static final class Streamed implements Content {
        private final byte[] bytes;
        private final long octets;

        private Streamed(byte[] bytes, long octets) {
            this.bytes = bytes;
            this.octets = octets;
        }

        static Streamed of(byte[] bytes) {
            return new Streamed(bytes, bytes.length);
        }

        @Override
        public long octets() {
            return octets;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    @Nested
    class IntoMaildirs {
        @Test
        void fileIsTraceLinesAndTheMessageItself() throws IOException {
            String octets = "Subject: x\r\n\n\u00e9 .\n..\nFrom here\n>From\nlast line without LF";

            assertThat(deliver(message("Ada@Local.test", octets))).isEqualTo(new Delivered("did 1+0+0\n"));

            assertThat(home.texts("users/ada/Maildir/new"))
                    .containsExactly("Return-Path: <bob@remote.test>\nDelivered-To: Ada@Local.test\n" + octets);
            assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
        }

        @Test
        void fileHasATellingNameAndIsPrivate() throws IOException {
            deliver("ada@local.test");

            try (Stream<Path> files = Files.list(directory.resolve("users/ada/Maildir/new"))) {
                Path file = files.toList().getFirst();
                assertThat(file.getFileName().toString())
                        .matches("1793600252\\.M123456P99Q1_[0-9a-f]{16}\\.mx\\.local\\.test,S=" + Files.size(file));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "#@[]"})
        void specialSendersStandInReturnPath(String sender) throws IOException {
            deliver(message(sender, "ada@local.test", MESSAGE));

            assertThat(home.texts("users/ada/Maildir/new").getFirst()).startsWith("Return-Path: <" + sender + ">\n");
        }

        @Test
        void oddAddressesAreQuotedInReturnPathOnly() throws IOException {
            home.write("alias/.qmail-default", "./Maildir/\n");

            deliver(message("b \"o@b@remote.test", "od d@local.test", MESSAGE));

            assertThat(home.texts("alias/Maildir/new").getFirst())
                    .startsWith("Return-Path: <\"b \\\"o@b\"@remote.test>\nDelivered-To: od d@local.test\nSubject");
        }

        @Test
        void verpSenderNamesTheRecipient() throws IOException {
            deliver(message("list-owner-@lists.test-@[]", "ada@local.test", MESSAGE));

            assertThat(home.texts("users/ada/Maildir/new").getFirst())
                    .startsWith("Return-Path: <list-owner-ada=local.test@lists.test>\n");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 128 * 1024 - 1, 128 * 1024, 128 * 1024 + 1, 1_000_003})
        void largeContentIsStreamedWithoutAChange(int size) throws IOException {
            byte[] octets = new byte[size];
            new SplittableRandom(size).nextBytes(octets);

            LocalMessage message =
                    new LocalMessage(ReversePath.NULL, EmailAddress.require("ada@local.test"), Streamed.of(octets));
            assertThat(deliver(message)).isEqualTo(new Delivered("did 1+0+0\n"));

            String head = "Return-Path: <>\nDelivered-To: ada@local.test\n";
            try (Stream<Path> files = Files.list(directory.resolve("users/ada/Maildir/new"))) {
                byte[] written = Files.readAllBytes(files.toList().getFirst());
                assertThat(written)
                        .startsWith(head.getBytes(StandardCharsets.UTF_8))
                        .endsWith(octets);
                assertThat(written).hasSize(head.length() + size);
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {-1, 1})
        void contentOfAnotherSizeThanItSaysIsNotDelivered(long difference) throws IOException {
            Streamed content = new Streamed(MESSAGE.getBytes(StandardCharsets.UTF_8), MESSAGE.length() + difference);

            assertThat(deliver(new LocalMessage(ReversePath.NULL, EmailAddress.require("ada@local.test"), content)))
                    .isEqualTo(new Deferred("Unable to read message. (#4.3.0)\n"));

            assertThat(home.texts("users/ada/Maildir/new")).isEmpty();
            assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
            assertThat(troubles).containsExactly("ada@local.test Unable to read message. (#4.3.0)\n");
        }

        @Test
        void missingMaildirIsNotMade() throws IOException {
            home.write("users/ada/.qmail", "./Other/\n");

            assertThat(deliver("ada@local.test")).isEqualTo(NO_MAILDIR);
            assertThat(directory.resolve("users/ada/Other")).doesNotExist();
            assertThat(troubles).containsExactly("ada@local.test Unable to chdir to maildir. (#4.2.1)\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"tmp", "new", "cur"})
        void linkInPlaceOfADirectoryDefers(String part) throws IOException {
            Path target = home.makeMaildir("stolen").resolve(part);
            Path replaced = directory.resolve("users/ada/Maildir").resolve(part);
            Files.delete(replaced);
            Files.createSymbolicLink(replaced, target);

            assertThat(deliver("ada@local.test")).isEqualTo(NO_MAILDIR);
            assertThat(home.texts("stolen/new")).isEmpty();
            assertThat(home.texts("stolen/tmp")).isEmpty();
        }

        @Test
        void linkOnTheWayDefers() throws IOException {
            home.makeMaildir("stolen");
            Files.createSymbolicLink(directory.resolve("users/ada/link"), directory.resolve("stolen"));
            Files.createSymbolicLink(directory.resolve("users/ada/deep"), directory);
            Files.createSymbolicLink(directory.resolve("users/ada/loop"), Path.of("loop"));
            home.write("users/ada/.qmail", "./link/\n");
            assertThat(deliver("ada@local.test")).isEqualTo(NO_MAILDIR);

            home.write("users/ada/.qmail", "./deep/stolen/\n");
            assertThat(deliver("ada@local.test")).isEqualTo(NO_MAILDIR);

            home.write("users/ada/.qmail", "./loop/\n");
            assertThat(deliver("ada@local.test")).isEqualTo(NO_MAILDIR);
            assertThat(home.texts("stolen/new")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"../bob/Maildir/", "./../bob/Maildir/", "/etc/", "../bob/Mailbox", "./x/../../bob/Mailbox"})
        void linesLeadNowhereOutsideTheHome(String line) throws IOException {
            home.write("users/ada/.qmail", (line.startsWith("..") ? "./" : "") + line + "\n");

            assertThat(deliver("ada@local.test"))
                    .isEqualTo(new Deferred("Uh-oh: .qmail has file delivery outside the home directory. (#4.7.0)\n"));
            assertThat(home.texts("users/bob/Maildir/new")).isEmpty();
            assertThat(directory.resolve("users/bob/Mailbox")).doesNotExist();
        }

        @Test
        void absolutePathBelowTheHomeIsFine() throws IOException {
            Path deep = home.makeMaildir("users/ada/deep/er");
            home.write("users/ada/.qmail", deep + "/\n");

            assertThat(deliver("ada@local.test")).isEqualTo(new Delivered("did 1+0+0\n"));
            assertThat(home.texts("users/ada/deep/er/new")).hasSize(1);
        }
    }

    @Nested
    class Groups {
        @Test
        void outcomesAreInTheOrderOfTheMessagesAndFailuresStayAlone() throws IOException {
            home.write("users/ada/.qmail-gone", "./Gone/\n");
            home.write("users/ada/.qmail-open", "./Maildir/\n", "rw-rw-rw-");

            List<Optional<DeliveryOutcome>> outcomes = delivery()
                    .deliver(List.of(
                            message("ada@local.test", "A: 1\n\n"),
                            message("nobody@local.test", "A: 2\n\n"),
                            message("ada-gone@local.test", "A: 3\n\n"),
                            message("bob@local.test", "A: 4\n\n"),
                            message("ada-open@local.test", "A: 5\n\n"),
                            message("@local.test", "A: 6\n\n"),
                            message("ada@local.test", "Delivered-To: ada@local.test\n\n"),
                            message("ada@local.test", "A: 8\n\n")));

            assertThat(outcomes.stream().map(Optional::orElseThrow))
                    .containsExactly(
                            new Delivered("did 1+0+0\n"),
                            new Failed("Sorry, no mailbox here by that name. (#5.1.1)\n"),
                            NO_MAILDIR,
                            new Delivered("did 1+0+0\n"),
                            new Deferred("Uh-oh: .qmail file is writable. (#4.7.0)\n"),
                            new Delivered(""),
                            new Failed("This message is looping: it already has my Delivered-To line. (#5.4.6)\n"),
                            new Delivered("did 1+0+0\n"));
            assertThat(home.texts("users/ada/Maildir/new"))
                    .hasSize(2)
                    .anyMatch(text -> text.endsWith("A: 1\n\n"))
                    .anyMatch(text -> text.endsWith("A: 8\n\n"));
            assertThat(home.texts("users/bob/Maildir/new")).hasSize(1);
            assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
        }

        @Test
        void emptyGroupIsNothingToDo() {
            assertThat(delivery().deliver(List.of())).isEmpty();
        }

        @Test
        void allMessagesAreWrittenBeforeAForwardIsSent() throws IOException {
            home.write("users/ada/.qmail", "&eve@remote.test\n");
            List<Integer> delivered = new ArrayList<>();
            LocalDelivery watching = new LocalDelivery(
                    home.users(),
                    (sender, recipients, options, content) -> {
                        delivered.add(directory
                                .resolve("users/bob/Maildir/new")
                                .toFile()
                                .list()
                                .length);
                        return forwardResult;
                    },
                    new LocalTerms(
                            new DomainName("default.test"),
                            new MaildirNames("mx", 1, InstantSource.system(), new SplittableRandom(1)),
                            InstantSource.system(),
                            PabalHomeFixture.NO_PROGRAMS,
                            PabalHomeFixture.NO_PROGRAMS,
                            home.quotas(),
                            mboxes,
                            (recipient, report, cause) -> troubles.add(report)));

            watching.deliver(List.of(message("ada@local.test", MESSAGE), message("bob@local.test", MESSAGE)));

            assertThat(delivered).containsExactly(1);
        }
    }

    @Nested
    class SeveralInstructions {
        @Test
        void areAllObeyedAndCounted() throws IOException {
            home.makeMaildir("users/ada/Archive");
            home.write("users/ada/.qmail", "./Maildir/\n&eve@remote.test\n./Archive/\n./Mailbox\n&kim\n");

            assertThat(deliver("ada@local.test")).isEqualTo(new Delivered("did 3+2+0\nqp 4711\n"));

            assertThat(home.texts("users/ada/Maildir/new"))
                    .isEqualTo(home.texts("users/ada/Archive/new"))
                    .hasSize(1);
            assertThat(directory.resolve("users/ada/Mailbox")).isNotEmptyFile();
            assertThat(forwarded)
                    .containsExactly(new Forwarded(
                            "bob@remote.test",
                            List.of(EmailAddress.require("eve@remote.test"), EmailAddress.require("kim@default.test")),
                            "Delivered-To: ada@local.test\n" + MESSAGE));
        }

        @Test
        void failureOfOneTakesBackWhatNobodyHasSeen() throws IOException {
            home.write("users/ada/.qmail", "./Maildir/\n&eve@remote.test\n./Gone/\n");

            assertThat(deliver("ada@local.test")).isEqualTo(NO_MAILDIR);

            assertThat(home.texts("users/ada/Maildir/new")).isEmpty();
            assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
            assertThat(forwarded).isEmpty();
        }

        @Test
        void aMessageThatStartsProgramsIsLeftForLater() throws IOException {
            home.write("users/ada/.qmail", "./Maildir/\n&eve@remote.test\n|touch ran\n");

            assertThat(delivery()
                            .deliver(List.of(message("ada@local.test", MESSAGE), message("bob@local.test", MESSAGE))))
                    .containsExactly(Optional.empty(), Optional.of(new Delivered("did 1+0+0\n")));

            assertThat(home.texts("users/ada/Maildir/new")).isEmpty();
            assertThat(forwarded).isEmpty();
        }

        @Test
        void noneMeansSuccessAndNothingDone() throws IOException {
            home.write("users/ada/.qmail", "# thrown away\n");

            assertThat(deliver("ada@local.test")).isEqualTo(new Delivered("did 0+0+0\n"));
        }
    }

    @Nested
    class Forwards {
        @BeforeEach
        void forwardAll() throws IOException {
            home.write("users/ada/.qmail-list", "&eve@remote.test\n");
        }

        private String senderOf(String sender) {
            deliver(message(sender, "ada-list@local.test", MESSAGE));
            return forwarded.getLast().sender();
        }

        @Test
        void keepTheSenderOfAListWithoutOwner() {
            assertThat(senderOf("bob@remote.test")).isEqualTo("bob@remote.test");
        }

        @Test
        void ofAListWithOwnerBounceToTheOwner() throws IOException {
            home.write("users/ada/.qmail-list-owner", "&ada@local.test\n");

            assertThat(senderOf("bob@remote.test")).isEqualTo("ada-list-owner@local.test");
        }

        @Test
        void canHaveABounceAddressEach() throws IOException {
            home.write("users/ada/.qmail-list-owner", "&ada@local.test\n");
            home.write("users/ada/.qmail-list-owner-default", "&ada@local.test\n");

            assertThat(senderOf("bob@remote.test")).isEqualTo("ada-list-owner-@local.test-@[]");
        }

        @Test
        void ownerDefaultAloneIsNoOwner() throws IOException {
            home.write("users/ada/.qmail-list-owner-default", "&ada@local.test\n");

            assertThat(senderOf("bob@remote.test")).isEqualTo("bob@remote.test");
        }

        @Test
        void ownerBelongsToTheExtensionNotToTheDefaultFile() throws IOException {
            home.write("users/ada/.qmail-default", "&eve@remote.test\n");
            home.write("users/ada/.qmail-owner", "&ada@local.test\n");
            Files.createDirectory(directory.resolve("users/ada/.qmail-x:y-owner"));

            deliver(message("bob@remote.test", "ada-x@local.test", MESSAGE));
            assertThat(forwarded.getLast().sender()).isEqualTo("bob@remote.test");

            deliver(message("bob@remote.test", "ada-X.y@local.test", MESSAGE));
            assertThat(forwarded.getLast().sender()).isEqualTo("ada-X.y-owner@local.test");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "#@[]"})
        void bouncesStayBounces(String sender) throws IOException {
            home.write("users/ada/.qmail-list-owner", "&ada@local.test\n");

            assertThat(senderOf(sender)).isEqualTo(sender);
        }

        @Test
        void veryLongNameHasNoOwner() throws IOException {
            home.write("users/ada/.qmail-default", "&eve@remote.test\n");

            deliver(message("bob@remote.test", "ada-" + "x".repeat(896) + "@local.test", MESSAGE));

            assertThat(forwarded.getLast().sender()).isEqualTo("bob@remote.test");
        }

        @Test
        void refusedByTheQueueFails() {
            forwardResult = new ForwardResult.Refused("qq mail server permanently rejected message (#5.3.0)");

            assertThat(deliver("ada-list@local.test"))
                    .isEqualTo(new Failed(
                            "Unable to forward message: qq mail server permanently rejected message (#5.3.0).\n"));
        }

        @Test
        void queueTroubleDefers() {
            forwardResult = new ForwardResult.TryLater("qq write error or disk full (#4.3.0)");

            assertThat(deliver("ada-list@local.test"))
                    .isEqualTo(new Deferred("Unable to forward message: qq write error or disk full (#4.3.0).\n"));
        }

        @Test
        void largeMessageIsNotHeldInMemory() {
            byte[] octets = MESSAGE.repeat(1000).getBytes(StandardCharsets.UTF_8);

            deliver(new LocalMessage(
                    ReversePath.NULL, EmailAddress.require("ada-list@local.test"), Streamed.of(octets)));

            assertThat(forwarded.getLast().text())
                    .isEqualTo("Delivered-To: ada-list@local.test\n" + MESSAGE.repeat(1000));
        }
    }

    @Nested
    class Mboxes {
        private static final String HEAD =
                "From bob@remote.test Mon Nov 02 06:17:32 2026\nReturn-Path: <bob@remote.test>\nDelivered-To: ada@local.test\n";

        private Path mbox = Path.of("");

        @BeforeEach
        void useAnMbox() throws IOException {
            home.write("users/ada/.qmail", "./Mailbox\n");
            mbox = directory.resolve("users/ada/Mailbox");
        }

        @Test
        void messagesAreAppendedOneAfterTheOther() throws IOException {
            assertThat(deliver("ada@local.test")).isEqualTo(new Delivered("did 1+0+0\n"));
            assertThat(deliver(message("ada@local.test", "A: b\n\nFrom me\n>>From you\n>from\nno end")))
                    .isEqualTo(new Delivered("did 1+0+0\n"));

            assertThat(text(mbox))
                    .isEqualTo(HEAD + MESSAGE + "\n" + HEAD + "A: b\n\n>From me\n>>>From you\n>from\nno end\n\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mbox)))
                    .isEqualTo("rw-------");
        }

        @Test
        void fromLineHasNoBlanksInTheSender() throws IOException {
            deliver(message("b o\tb@remote.test", "ada@local.test", MESSAGE));

            assertThat(text(mbox)).startsWith("From b-o-b@remote.test Mon");
        }

        @Test
        void fromLineOfABounceNamesTheMailerDaemon() throws IOException {
            deliver(message("", "ada@local.test", MESSAGE));

            assertThat(text(mbox)).startsWith("From MAILER-DAEMON Mon Nov 02 06:17:32 2026\nReturn-Path: <>\n");
        }

        @Test
        void unreadableMessageLeavesTheFileAsItWas() throws IOException {
            home.write("users/ada/Mailbox", "From old\n\nold\n\n");
            byte[] octets = "A: b\n\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);

            assertThat(deliver(new LocalMessage(
                            ReversePath.NULL,
                            EmailAddress.require("ada@local.test"),
                            new Streamed(octets, octets.length + 1))))
                    .isEqualTo(new Deferred("Unable to read message. (#4.3.0)\n"));

            assertThat(text(mbox)).isEqualTo("From old\n\nold\n\n");
        }

        @Test
        void fileInADirectoryThatIsMissingCannotBeOpened() throws IOException {
            home.write("users/ada/.qmail", "./gone/Mailbox\n");

            assertThat(deliver("ada@local.test"))
                    .isEqualTo(new Deferred("Unable to open ./gone/Mailbox: file does not exist. (#4.2.1)\n"));
        }

        @Test
        void fifoDirectoryAndLinkAreNotWrittenTo() throws IOException, InterruptedException {
            assertThat(new ProcessBuilder("mkfifo", mbox.toString()).start().waitFor())
                    .isZero();
            Deferred notRegular = new Deferred("Unable to open ./Mailbox: not a regular file. (#4.2.1)\n");
            assertThat(deliver("ada@local.test")).isEqualTo(notRegular);

            Files.delete(mbox);
            Files.createDirectory(mbox);
            assertThat(deliver("ada@local.test")).isEqualTo(notRegular);

            Files.delete(mbox);
            Path target = home.write("users/bob/secret", "untouched");
            Files.createSymbolicLink(mbox, target);
            assertThat(deliver("ada@local.test")).isEqualTo(notRegular);
            assertThat(text(target)).isEqualTo("untouched");
        }

        @Test
        void linesBeforeOneThatFailsStayDone() throws IOException {
            home.write("users/ada/.qmail", "./Mailbox\n&eve@remote.test\n./Gone/\n./Maildir/\n");

            assertThat(deliver("ada@local.test")).isEqualTo(NO_MAILDIR);

            assertThat(mbox).isNotEmptyFile();
            assertThat(home.texts("users/ada/Maildir/new")).isEmpty();
            assertThat(forwarded).isEmpty();
        }

        @Test
        void lockedFileIsWaitedForAndThenTriedLater() throws IOException {
            home.write("users/ada/Mailbox", "busy");
            Process other = locking("5");
            try {
                assertThat(deliver("ada@local.test"))
                        .isEqualTo(new Deferred("File has been locked for 30 seconds straight. (#4.3.0)\n"));
            } finally {
                other.destroyForcibly().onExit().join();
            }
            assertThat(text(mbox)).isEqualTo("busy");
        }

        @Test
        void fileThatIsUnlockedInTimeGetsTheMessage() throws IOException {
            home.write("users/ada/Mailbox", "");
            Process other = locking("0.5");

            assertThat(delivery(new MboxWriter()).deliverAlone(message("ada@local.test", MESSAGE)))
                    .isEqualTo(new Delivered("did 1+0+0\n"));

            assertThat(text(mbox)).isEqualTo(HEAD + MESSAGE + "\n");
            assertThat(other.onExit().join().exitValue()).isZero();
        }

        /** Another program that locks the mbox as mail readers do, and has done so when this returns. */
        private Process locking(String seconds) throws IOException {
            Process python = new ProcessBuilder(
                            "python3",
                            "-c",
                            "import fcntl,sys,time; f=open(sys.argv[1],'r+'); fcntl.lockf(f,fcntl.LOCK_EX);"
                                    + " print('locked',flush=True); time.sleep(float(sys.argv[2]))",
                            mbox.toString(),
                            seconds)
                    .redirectErrorStream(true)
                    .start();
            assertThat(python.getInputStream().read()).isEqualTo('l');
            return python;
        }

        @Test
        void deliveriesOfOneProcessWaitForEachOther() {
            LocalMessage large = message("ada@local.test", "A: b\n\n" + "x\n".repeat(500_000));

            LocalDelivery shared = delivery(new MboxWriter());

            List<DeliveryOutcome> outcomes = Stream.generate(() -> large)
                    .limit(8)
                    .parallel()
                    .map(shared::deliverAlone)
                    .toList();

            assertThat(outcomes).containsOnly(new Delivered("did 1+0+0\n"));
        }
    }

    @Nested
    class Loops {
        private static final Failed LOOPING =
                new Failed("This message is looping: it already has my Delivered-To line. (#5.4.6)\n");

        @Test
        void areFoundInTheHeaderOnly() {
            assertThat(deliver(message("ada@local.test", "A: b\nDelivered-To: ada@local.test\n\nx")))
                    .isEqualTo(LOOPING);
            assertThat(deliver(message("ada@local.test", "A: b\n\nDelivered-To: ada@local.test\n")))
                    .isInstanceOf(Delivered.class);
        }

        @Test
        void areFoundInAStreamedHeader() {
            byte[] octets = ("A: " + "b".repeat(100_000) + "\nDelivered-To: ada@local.test\n\nx")
                    .getBytes(StandardCharsets.UTF_8);

            assertThat(deliver(new LocalMessage(
                            ReversePath.NULL, EmailAddress.require("ada@local.test"), Streamed.of(octets))))
                    .isEqualTo(LOOPING);
        }
    }
}
