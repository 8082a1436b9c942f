package org.pabal.core.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.local.LocalDelivery.LocalMessage;
import org.pabal.core.local.Programs.ProgramCall;
import org.pabal.core.local.Programs.ProgramEnd;
import org.pabal.core.message.Content;
import org.pabal.core.queue.DeliveryOutcome;

/** Mail for the home of another user of the system, with a shell that really runs what the delivery has it run. */
class ForeignHomeTest {
    private static final String MESSAGE = "Subject: hi\n\nFrom here\n>From there\n\u00e9nd";

    @TempDir
    private Path directory;

    private final List<String> done = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private Optional<ProgramEnd> instead = Optional.empty();
    private String limits = "";
    private String message = MESSAGE;
    private PabalHomeFixture home = new PabalHomeFixture(Path.of(""));

    @BeforeEach
    void makeHome() {
        home = PabalHomeFixture.in(directory);
        home.makeMaildir("homes/joe/Maildir");
    }

    private ProgramEnd shell(ProgramCall call) throws IOException {
        if (instead.isPresent()) {
            return instead.get();
        }
        Path input = Files.createTempFile(directory, "message", null);
        Files.write(input, call.message().open().readAllBytes());
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", "-c", "umask 077; " + limits + "exec /bin/sh -c \"$0\"", call.command())
                .directory(call.home().toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(call.environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new ProgramEnd.Exited(process.onExit().join().exitValue(), said);
    }

    private LocalDelivery delivery() {
        SystemUsers joe = name -> name.equals("joe")
                ? Optional.of(new SystemUsers.SystemUser(directory.resolve("homes/joe"), true))
                : Optional.empty();
        return new LocalDelivery(
                new LocalUsers(directory, UserAssignments.NONE, joe),
                PabalHomeFixture.noting(done),
                new LocalTerms(
                        new DomainName("default.test"),
                        new MaildirNames("mx", 1, InstantSource.system(), new SplittableRandom(1)),
                        InstantSource.fixed(Instant.EPOCH),
                        call -> {
                            done.add("run " + call.command());
                            return new ProgramEnd.Exited(0, "");
                        },
                        this::shell,
                        home.quotas(),
                        new MboxWriter(),
                        (to, report, cause) -> troubles.add(report + cause.getMessage())));
    }

    private String deliver(String local) {
        LocalMessage handed = new LocalMessage(
                ReversePath.require("bob@remote.test"),
                EmailAddress.require(local + "@local.test"),
                new Content.InMemory(message.getBytes(UTF_8)));
        assertThat(delivery().deliver(List.of(handed))).containsExactly(Optional.empty());
        DeliveryOutcome outcome = delivery().deliverAlone(handed);
        return outcome.getClass().getSimpleName() + " "
                + outcome.text().stripTrailing().replace("\n", " / ");
    }

    @Test
    void aPlainUserHasAMaildir() throws IOException {
        assertThat(deliver("joe")).isEqualTo("Delivered did 1+0+0");

        assertThat(home.texts("homes/joe/Maildir/new"))
                .containsExactly("Return-Path: <bob@remote.test>\nDelivered-To: joe@local.test\n" + MESSAGE);
        assertThat(home.texts("homes/joe/Maildir/tmp")).isEmpty();
        try (var files = Files.list(directory.resolve("homes/joe/Maildir/new"))) {
            Path file = files.findFirst().orElseThrow();
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(file.getFileName().toString()).endsWith(",S=" + Files.size(file));
        }
    }

    @Test
    void itsFilesAreObeyedLineByLine() throws IOException {
        home.makeMaildir("homes/joe/a b");
        home.write("homes/joe/.qmail-x", "./a b/\n&carol\n|sort\n./Maildir/\n");

        assertThat(deliver("joe-x")).isEqualTo("Delivered did 2+1+1 / qp 4711");
        assertThat(home.texts("homes/joe/a b/new")).hasSize(1);
        assertThat(home.texts("homes/joe/Maildir/new")).hasSize(1);
        assertThat(done).containsExactly("run sort", "carol@default.test from bob@remote.test");
    }

    @Test
    void anMboxIsAppendedTo() throws IOException {
        home.write("homes/joe/.qmail", "./mbox\n");

        assertThat(deliver("joe")).isEqualTo("Delivered did 1+0+0");
        assertThat(deliver("joe")).isEqualTo("Delivered did 1+0+0");

        String once = """
                From bob@remote.test Thu Jan 01 00:00:00 1970
                Return-Path: <bob@remote.test>
                Delivered-To: joe@local.test
                Subject: hi

                >From here
                >>From there
                \u00e9nd

                """;
        assertThat(PabalHomeFixture.text(directory.resolve("homes/joe/mbox"))).isEqualTo(once + once);
        assertThat(Files.getPosixFilePermissions(directory.resolve("homes/joe/mbox")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aMissingMaildirIsTriedAgain() throws IOException {
        home.write("homes/joe/.qmail", "./None/\n");

        assertThat(deliver("joe")).isEqualTo("Deferred Unable to chdir to maildir. (#4.2.1)");
        assertThat(troubles).hasSize(1);
        assertThat(troubles.getFirst())
                .startsWith("Unable to chdir to maildir. (#4.2.1)\n")
                .contains("./None/");
    }

    @Test
    void aHalfMadeMaildirIsTriedAgainAndNothingIsLeft() throws IOException {
        Files.delete(directory.resolve("homes/joe/Maildir/new"));

        assertThat(deliver("joe")).isEqualTo("Deferred Temporary error on maildir delivery. (#4.3.0)");
        assertThat(home.texts("homes/joe/Maildir/tmp")).isEmpty();
        assertThat(troubles).hasSize(1);
    }

    @Test
    void anMboxThatIsNoFileIsTriedAgain() throws IOException {
        home.write("homes/joe/.qmail", "./Maildir\n");
        home.write("homes/joe/.qmail-deep", "./no/where\n");

        assertThat(deliver("joe")).isEqualTo("Deferred Unable to open ./Maildir: not a regular file. (#4.2.1)");
        assertThat(deliver("joe-deep")).startsWith("Deferred Unable to open ./no/where: ");
    }

    @Test
    void afterATroubledWriteAllIsAsItWas() throws IOException {
        limits = "trap '' XFSZ; ulimit -f 1; ";
        message = MESSAGE + "x".repeat(2000);
        home.write("homes/joe/mbox", "before\n", "rw-------");
        home.write("homes/joe/.qmail-mbox", "./mbox\n");

        assertThat(deliver("joe-mbox"))
                .startsWith("Deferred Unable to write ./mbox: ")
                .endsWith(". (#4.3.0)");
        assertThat(PabalHomeFixture.text(directory.resolve("homes/joe/mbox"))).isEqualTo("before\n");
        assertThat(deliver("joe")).isEqualTo("Deferred Temporary error on maildir delivery. (#4.3.0)");
        assertThat(home.texts("homes/joe/Maildir/tmp")).isEmpty();
        assertThat(home.texts("homes/joe/Maildir/new")).isEmpty();
    }

    @Test
    void whatTheUserCannotReadIsTriedAgain() throws IOException {
        home.write("homes/joe/.qmail", "./mbox\n");
        instead = Optional.of(new ProgramEnd.Exited(1, "cat: /homes/joe/.qmail: Permission denied\n"));

        assertThat(deliver("joe")).isEqualTo("Deferred Unable to open .qmail: Permission denied. (#4.3.0)");
    }

    @Test
    void aHelperThatMayNotRunOrTakesTooLongIsTriedAgain() throws IOException {
        instead = Optional.of(new ProgramEnd.OutOfTime(""));
        assertThat(deliver("joe")).isEqualTo("Deferred Temporary error on maildir delivery. (#4.3.0)");
        instead = Optional.of(new ProgramEnd.Forbidden("Sorry. (#4.3.5)\n"));
        assertThat(deliver("joe")).isEqualTo("Deferred Temporary error on maildir delivery. (#4.3.0)");
        home.write("homes/joe/.qmail", "./mbox\n");
        assertThat(deliver("joe")).isEqualTo("Deferred Unable to open .qmail: Sorry. (#4.3.5). (#4.3.0)");

        assertThat(troubles).hasSize(2);
        assertThat(troubles.getFirst()).endsWith("it took too long");
    }

    @Test
    void aLongFileIsRefusedNotCut() throws IOException {
        instead = Optional.of(new ProgramEnd.Exited(0, "#".repeat(DotQmailFile.MAX_OCTETS + 1)));
        home.write("homes/joe/.qmail", "./mbox\n");

        assertThat(deliver("joe")).isEqualTo("Deferred Uh-oh: .qmail file is too large. (#4.2.1)");
    }

    @Test
    void anMboxThatIsLockedIsWaitedFor() throws Exception {
        home.write("homes/joe/.qmail", "./mbox\n");
        Path mbox = home.write("homes/joe/mbox", "", "rw-------");
        Process holder = new ProcessBuilder("flock", mbox.toString(), "sh", "-c", "echo held; sleep 1")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("held");

        assertThat(deliver("joe")).isEqualTo("Delivered did 1+0+0");
        assertThat(holder.isAlive()).isFalse();
    }
}
