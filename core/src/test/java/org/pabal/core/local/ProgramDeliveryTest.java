package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.local.LocalDelivery.LocalMessage;
import org.pabal.core.local.Programs.ProgramCall;
import org.pabal.core.local.Programs.ProgramEnd;
import org.pabal.core.message.Content;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.queue.DeliveryOutcome.Failed;

class ProgramDeliveryTest {
    private static final String MESSAGE = "Subject: hello\n\nHello, Ada.\n";

    @TempDir
    private Path directory;

    private final List<ProgramCall> calls = new ArrayList<>();
    private final List<EmailAddress> forwarded = new ArrayList<>();
    private PabalHomeFixture home = new PabalHomeFixture(Path.of(""));
    private Programs programs = call -> exited(0, "");

    @BeforeEach
    void makeHome() {
        home = PabalHomeFixture.in(directory);
    }

    private static ProgramEnd exited(int status, String output) {
        return new ProgramEnd.Exited(status, output);
    }

    private DeliveryOutcome deliver(String sender, String recipient) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-02T06:17:32.123456Z"));
        LocalDelivery delivery = new LocalDelivery(
                home.users(),
                (from, recipients, options, content) -> {
                    forwarded.addAll(recipients);
                    return new ForwardResult.Queued("4711");
                },
                new LocalTerms(
                        new DomainName("default.test"),
                        new MaildirNames("mx.local.test", 99, clock, new SplittableRandom(1)),
                        clock,
                        call -> {
                            calls.add(call);
                            return programs.run(call);
                        },
                        PabalHomeFixture.NO_PROGRAMS,
                        home.quotas(),
                        new MboxWriter(),
                        (to, report, cause) -> {}));
        return delivery.deliverAlone(new LocalMessage(
                ReversePath.require(sender),
                EmailAddress.require(recipient),
                new Content.InMemory(MESSAGE.getBytes(StandardCharsets.UTF_8))));
    }

    private DeliveryOutcome deliver(String qmail) throws IOException {
        home.write("users/ada/.qmail", qmail);
        return deliver("bob@remote.test", "ada@local.test");
    }

    @Test
    void linesAreDoneOneAfterTheOtherAndForwardsLast() throws IOException {
        programs = call ->
                exited(0, "there are " + home.texts("users/ada/Maildir/new").size() + "\n");

        assertThat(deliver("| first\n./Maildir/\n&eve@remote.test\n|second  \n"))
                .isEqualTo(new Delivered("there are 0\nthere are 1\ndid 1+1+2\nqp 4711\n"));

        assertThat(calls).extracting(ProgramCall::command).containsExactly(" first", "second");
        assertThat(calls).extracting(ProgramCall::home).containsOnly(directory.resolve("users/ada"));
        assertThat(forwarded).containsExactly(EmailAddress.require("eve@remote.test"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 64, 65, 70, 76, 77, 78, 112})
    void permanentStatusFailsTheMessage(int status) throws IOException {
        programs = call -> exited(status, "no thanks\n");

        assertThat(deliver("./Maildir/\n|refuse\n&eve@remote.test\n")).isEqualTo(new Failed("no thanks\n"));

        assertThat(forwarded).isEmpty();
        // as with qmail-local, what is done is done
        assertThat(home.texts("users/ada/Maildir/new")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 66, 71, 98, 101, 111, 113, 126, 127, 137, 255})
    void everyOtherStatusIsTriedAgain(int status) throws IOException {
        programs = call -> exited(status, "later\n");

        assertThat(deliver("|refuse\n|never\n&eve@remote.test\n")).isEqualTo(new Deferred("later\n"));

        assertThat(calls).hasSize(1);
        assertThat(forwarded).isEmpty();
    }

    @Test
    void status99SkipsTheLinesBelowAndKeepsTheForwardsAbove() throws IOException {
        programs = call -> exited(99, "");

        assertThat(deliver("&eve@remote.test\n|stop\n./Maildir/\n&kim@remote.test\n"))
                .isEqualTo(new Delivered("did 0+1+1\nqp 4711\n"));

        assertThat(forwarded).containsExactly(EmailAddress.require("eve@remote.test"));
        assertThat(home.texts("users/ada/Maildir/new")).isEmpty();
    }

    @Test
    void programThatIsKilledForbiddenOrCannotStartIsTriedAgain() throws IOException {
        programs = call -> new ProgramEnd.OutOfTime("so far\n");
        assertThat(deliver("|slow\n"))
                .isEqualTo(new Deferred("so far\nThe program took too long and was stopped. (#4.3.0)\n"));

        programs = call -> new ProgramEnd.Forbidden("not here\n");
        assertThat(deliver("|any\n")).isEqualTo(new Deferred("not here\n"));

        programs = call -> {
            throw new IOException("error=11, Resource temporarily unavailable");
        };
        assertThat(deliver("|any\n"))
                .isEqualTo(
                        new Deferred("Unable to run program: error=11, Resource temporarily unavailable. (#4.3.0)\n"));
    }

    @ParameterizedTest
    @CsvSource({"3000, 3000, false", "3001, 2966, true", "8192, 2966, true"})
    void aLongReportIsCut(int said, int kept, boolean cut) throws IOException {
        programs = call -> exited(111, "x".repeat(said));

        assertThat(deliver("|loud\n"))
                .isEqualTo(new Deferred("x".repeat(kept) + (cut ? "\nError report too long, sorry.\n" : "")));
    }

    @Test
    void aReportEndsAtItsFirstNul() throws IOException {
        programs = call -> exited(111, "no\0more");

        assertThat(deliver("|nul\n")).isEqualTo(new Deferred("no"));
    }

    @Test
    void environmentIsThatOfQmailCommand() throws IOException {
        home.write("users/ada/.qmail-list-default", "|env\n");

        deliver("b o\tb@remote.test", "ada-List-A.b-c-D@mx.local.test");

        assertThat(calls.getFirst().environment())
                .containsOnly(
                        entry("SENDER", "b o\tb@remote.test"),
                        entry("NEWSENDER", "b o\tb@remote.test"),
                        entry("RECIPIENT", "ada-List-A.b-c-D@mx.local.test"),
                        entry("USER", "ada"),
                        entry("HOME", directory.resolve("users/ada").toString()),
                        entry("LOCAL", "ada-List-A.b-c-D"),
                        entry("HOST", "mx.local.test"),
                        entry("EXT", "List-A.b-c-D"),
                        entry("EXT2", "A.b-c-D"),
                        entry("EXT3", "c-D"),
                        entry("EXT4", "D"),
                        entry("HOST2", "mx.local"),
                        entry("HOST3", "mx"),
                        entry("HOST4", "mx"),
                        entry("DEFAULT", "A.b-c-D"),
                        entry("DTLINE", "Delivered-To: ada-List-A.b-c-D@mx.local.test\n"),
                        entry("RPLINE", "Return-Path: <\"b o\tb\"@remote.test>\n"),
                        entry("UFLINE", "From b-o-b@remote.test Mon Nov 02 06:17:32 2026\n"));
    }

    @Test
    void ownersGetTheBouncesOfWhatProgramsSend() throws IOException {
        home.write("users/ada/.qmail-list", "|env\n");
        home.write("users/ada/.qmail-list-owner", "&ada\n");

        deliver("bob@remote.test", "ada-list@local.test");

        Map<String, String> environment = calls.getFirst().environment();
        assertThat(environment).containsEntry("NEWSENDER", "ada-list-owner@local.test");
        assertThat(environment).containsEntry("SENDER", "bob@remote.test");
        assertThat(environment).doesNotContainKey("DEFAULT").containsEntry("EXT2", "");
    }

    @ParameterizedTest
    @CsvSource({
        "-default, ada-default, default",
        "-x-default, ada-x-Default, Default",
        "default, ada, ''",
        "-default, ada-q, q"
    })
    void defaultIsWhatTheNameOfTheFileLeavesOpen(String file, String local, String expected) throws IOException {
        home.write("users/ada/.qmail" + file, "|env\n");

        deliver("bob@remote.test", local + "@local.test");

        assertThat(calls.getFirst().environment()).containsEntry("DEFAULT", expected);
    }
}
