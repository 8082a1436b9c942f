package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.local.LocalDelivery.LocalMessage;
import org.pabal.core.local.Programs.ProgramCall;
import org.pabal.core.local.Programs.ProgramEnd;
import org.pabal.core.message.Content;
import org.pabal.core.queue.DeliveryOutcome;

/**
 * The rules of qmail-local one by one, in the order of its description: what files there are, for whom and from whom a message
 * is, what its delivery says, and what it has done. {@code K}, {@code Z} and {@code D} are delivered, deferred and failed.
 */
class QmailLocalRulesTest {

    @TempDir
    private Path directory;

    private final List<String> done = new ArrayList<>();
    private PabalHomeFixture home = new PabalHomeFixture(Path.of(""));

    @BeforeEach
    void makeHome() {
        home = PabalHomeFixture.in(directory);
        home.makeMaildir("users/ada/A");
        home.makeMaildir("users/ada/B");
    }

    /** @param files {@code name=text} with two spaces between; a name may have permissions before it, as {@code rwx------ .qmail} */
    private void write(String files) throws IOException {
        for (String file : files.isEmpty() ? List.<String>of() : List.of(files.split("  ", -1))) {
            String name = file.substring(0, file.indexOf('='));
            boolean permitted = name.indexOf(' ') > 0;
            home.write(
                    "users/ada/" + name.substring(name.indexOf(' ') + 1),
                    file.substring(file.indexOf('=') + 1).replace("\\n", "\n").replace("\\t", "\t"),
                    permitted ? name.substring(0, name.indexOf(' ')) : "rw-------");
        }
    }

    private LocalDelivery delivery() {
        return new LocalDelivery(
                home.users(),
                PabalHomeFixture.noting(done),
                new LocalTerms(
                        new DomainName("default.test"),
                        new MaildirNames("mx", 1, InstantSource.system(), new SplittableRandom(1)),
                        InstantSource.system(),
                        this::run,
                        PabalHomeFixture.NO_PROGRAMS,
                        home.quotas(),
                        new MboxWriter(Duration.ofMillis(200)),
                        (to, report, cause) -> {}));
    }

    /** A program that says its number, if that is not 0, and ends with it. */
    private ProgramEnd run(ProgramCall call) {
        done.add("run " + call.command());
        String status = call.command().replaceAll("\\D", "");
        return new ProgramEnd.Exited(Integer.parseInt(status), status.equals("0") ? "" : "said " + status + "\n");
    }

    private String deliver(String to, String from, String text) {
        LocalMessage message = new LocalMessage(
                ReversePath.require(from.equals("<>") ? "" : from),
                EmailAddress.require(to + "@local.test"),
                new Content.InMemory(text.getBytes(StandardCharsets.UTF_8)));
        DeliveryOutcome outcome = delivery()
                .deliver(List.of(message))
                .getFirst()
                .orElseGet(() -> delivery().deliverAlone(message));
        String letter = switch (outcome) {
            case DeliveryOutcome.Delivered delivered -> "K ";
            case DeliveryOutcome.Deferred deferred -> "Z ";
            case DeliveryOutcome.Failed failed -> "D ";
        };
        return letter + outcome.text().stripTrailing().replace("\n", " / ");
    }

    /** @return what is delivered where, then what else was done */
    private String effects() throws IOException {
        List<String> all = new ArrayList<>();
        for (String maildir : List.of("Maildir", "A", "B")) {
            int count = home.texts("users/ada/" + maildir + "/new").size();
            if (count > 0) {
                all.add(maildir + (count > 1 ? " " + count : ""));
            }
        }
        if (Files.exists(directory.resolve("users/ada/mbox"))) {
            all.add("mbox");
        }
        all.addAll(done);
        return String.join(", ", all);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', textBlock = """
            # which file
            the exact name comes first           ¦ .qmail-l=./A/  .qmail-default=./B/                  ¦ ada-l     ¦ b@r.test ¦ K did 1+0+0 ¦ A
            names are in lower case              ¦ .qmail-l=./A/                                       ¦ ADA-L     ¦ b@r.test ¦ K did 1+0+0 ¦ A
            names have colons for dots           ¦ .qmail-a:b=./A/                                     ¦ ada-a.b   ¦ b@r.test ¦ K did 1+0+0 ¦ A
            the longest default comes next       ¦ .qmail-l-default=./A/  .qmail-default=./B/          ¦ ada-l-x-y ¦ b@r.test ¦ K did 1+0+0 ¦ A
            a shorter default is found           ¦ .qmail-default=./B/                                 ¦ ada-l-x-y ¦ b@r.test ¦ K did 1+0+0 ¦ B
            default begins after a dash          ¦ .qmail-ldefault=./A/                                ¦ ada-lx    ¦ b@r.test ¦ D Sorry, no mailbox here by that name. (#5.1.1) ¦ ''
            the plain address has a default, too ¦ .qmaildefault=./A/                                  ¦ ada       ¦ b@r.test ¦ K did 1+0+0 ¦ A
            no file, plain: default delivery     ¦ ''                                                  ¦ ada       ¦ b@r.test ¦ K did 1+0+0 ¦ Maildir
            no file, extension: no mailbox       ¦ .qmail=./A/                                         ¦ ada-l     ¦ b@r.test ¦ D Sorry, no mailbox here by that name. (#5.1.1) ¦ ''
            empty file: default delivery         ¦ .qmail-l=                                           ¦ ada-l     ¦ b@r.test ¦ K did 1+0+0 ¦ Maildir
            empty and executable is only empty   ¦ rwx------ .qmail-l=                                 ¦ ada-l     ¦ b@r.test ¦ K did 1+0+0 ¦ Maildir
            world-writable: later                ¦ rw-----w- .qmail=./A/                               ¦ ada       ¦ b@r.test ¦ Z Uh-oh: .qmail file is writable. (#4.7.0) ¦ ''
            group-writable is fine               ¦ rw-rw---- .qmail=./A/                               ¦ ada       ¦ b@r.test ¦ K did 1+0+0 ¦ A

            # its lines
            a missing line feed is no matter     ¦ .qmail=./A/                                         ¦ ada ¦ b@r.test ¦ K did 1+0+0 ¦ A
            blanks at the end are cut            ¦ .qmail=./A/ \\t \\n                                 ¦ ada ¦ b@r.test ¦ K did 1+0+0 ¦ A
            the first line is not blank          ¦ .qmail=\\n./A/\\n                                   ¦ ada ¦ b@r.test ¦ Z Uh-oh: first line of .qmail file is blank. (#4.2.1) ¦ ''
            nor only blanks                      ¦ .qmail= \\t\\n./A/\\n                               ¦ ada ¦ b@r.test ¦ Z Uh-oh: first line of .qmail file is blank. (#4.2.1) ¦ ''
            later ones may be                    ¦ .qmail=./A/\\n\\n \\n./B/\\n                        ¦ ada ¦ b@r.test ¦ K did 2+0+0 ¦ A, B
            comments do nothing                  ¦ .qmail=#./A/\\n# ./B/\\n                            ¦ ada ¦ b@r.test ¦ K did 0+0+0 ¦ ''
            a slash at the end: Maildir          ¦ .qmail=./A/\\n                                      ¦ ada ¦ b@r.test ¦ K did 1+0+0 ¦ A
            none: mbox                           ¦ .qmail=./mbox\\n                                    ¦ ada ¦ b@r.test ¦ K did 1+0+0 ¦ mbox
            an ampersand: forward                ¦ .qmail=&e@r.test\\n                                 ¦ ada ¦ b@r.test ¦ K did 0+1+0 / qp 4711 ¦ e@r.test from b@r.test
            a letter or digit: forward           ¦ .qmail=e@r.test\\n1@r.test\\n                       ¦ ada ¦ b@r.test ¦ K did 0+2+0 / qp 4711 ¦ e@r.test from b@r.test, 1@r.test from b@r.test
            leading blanks stay                  ¦ .qmail=& e@r.test\\n                                ¦ ada ¦ b@r.test ¦ K did 0+1+0 / qp 4711 ¦ ' e@r.test from b@r.test'
            without a domain: envnoathost        ¦ .qmail=&e\\n                                        ¦ ada ¦ b@r.test ¦ K did 0+1+0 / qp 4711 ¦ e@default.test from b@r.test
            a bar: program, blanks too           ¦ .qmail=| exit 0 \\n                                 ¦ ada ¦ b@r.test ¦ K did 0+0+1 ¦ run  exit 0
            other lines with a plus: nothing     ¦ .qmail=+x\\n./A/\\n                                 ¦ ada ¦ b@r.test ¦ K did 1+0+0 ¦ A
            +list: forwards only from there on   ¦ .qmail=+list\\n./A/\\n                              ¦ ada ¦ b@r.test ¦ Z Uh-oh: .qmail has file delivery but has x bit set. (#4.7.0) ¦ ''
            as in an executable file             ¦ rwx------ .qmail=./A/\\n                            ¦ ada ¦ b@r.test ¦ Z Uh-oh: .qmail has file delivery but has x bit set. (#4.7.0) ¦ ''
            which has no programs, either        ¦ rwx------ .qmail=|exit 0\\n                         ¦ ada ¦ b@r.test ¦ Z Uh-oh: .qmail has prog delivery but has x bit set. (#4.7.0) ¦ ''
            but forwards                         ¦ rwx------ .qmail=&e@r.test\\n                       ¦ ada ¦ b@r.test ¦ K did 0+1+0 / qp 4711 ¦ e@r.test from b@r.test
            forwards come last, at once          ¦ .qmail=&e@r.test\\n|exit 0\\n&f@r.test\\n./A/\\n    ¦ ada ¦ b@r.test ¦ K did 1+2+1 / qp 4711 ¦ A, run exit 0, e@r.test from b@r.test, f@r.test from b@r.test
            the first failure ends all           ¦ .qmail=&e@r.test\\n|exit 111\\n./A/\\n              ¦ ada ¦ b@r.test ¦ Z said 111 ¦ run exit 111
            what was done stays done             ¦ .qmail=./A/\\n|exit 100\\n&e@r.test\\n              ¦ ada ¦ b@r.test ¦ D said 100 ¦ A, run exit 100
            a Maildir that is not there          ¦ .qmail=./none/\\n                                   ¦ ada ¦ b@r.test ¦ Z Unable to chdir to maildir. (#4.2.1) ¦ ''

            # programs
            0: done                              ¦ .qmail=|exit 0\\n./A/\\n                            ¦ ada ¦ b@r.test ¦ K did 1+0+1 ¦ A, run exit 0
            99: done, and the rest skipped       ¦ .qmail=&e@r.test\\n|exit 99\\n./A/\\n&f@r.test\\n   ¦ ada ¦ b@r.test ¦ K said 99 / did 0+1+1 / qp 4711 ¦ run exit 99, e@r.test from b@r.test
            64: never                            ¦ .qmail=|exit 64\\n                                  ¦ ada ¦ b@r.test ¦ D said 64 ¦ run exit 64
            65: never                            ¦ .qmail=|exit 65\\n                                  ¦ ada ¦ b@r.test ¦ D said 65 ¦ run exit 65
            70: never                            ¦ .qmail=|exit 70\\n                                  ¦ ada ¦ b@r.test ¦ D said 70 ¦ run exit 70
            76: never                            ¦ .qmail=|exit 76\\n                                  ¦ ada ¦ b@r.test ¦ D said 76 ¦ run exit 76
            77: never                            ¦ .qmail=|exit 77\\n                                  ¦ ada ¦ b@r.test ¦ D said 77 ¦ run exit 77
            78: never                            ¦ .qmail=|exit 78\\n                                  ¦ ada ¦ b@r.test ¦ D said 78 ¦ run exit 78
            112: never                           ¦ .qmail=|exit 112\\n                                 ¦ ada ¦ b@r.test ¦ D said 112 ¦ run exit 112
            71: later                            ¦ .qmail=|exit 71\\n                                  ¦ ada ¦ b@r.test ¦ Z said 71 ¦ run exit 71
            74: later                            ¦ .qmail=|exit 74\\n                                  ¦ ada ¦ b@r.test ¦ Z said 74 ¦ run exit 74
            75: later                            ¦ .qmail=|exit 75\\n                                  ¦ ada ¦ b@r.test ¦ Z said 75 ¦ run exit 75
            any other: later                     ¦ .qmail=|exit 1\\n                                   ¦ ada ¦ b@r.test ¦ Z said 1 ¦ run exit 1

            # the sender of forwards
            an owner gets bounces                ¦ .qmail-l=&e@r.test\\n  .qmail-l-owner=#             ¦ ada-l ¦ b@r.test ¦ K did 0+1+0 / qp 4711 ¦ e@r.test from ada-l-owner@local.test
            at an address each                   ¦ .qmail-l=&e@r.test\\n  .qmail-l-owner=#  .qmail-l-owner-default=# ¦ ada-l ¦ b@r.test ¦ K did 0+1+0 / qp 4711 ¦ e@r.test from ada-l-owner-@local.test-@[]
            but needs a file of its own          ¦ .qmail-l=&e@r.test\\n  .qmail-l-owner-default=#     ¦ ada-l ¦ b@r.test ¦ K did 0+1+0 / qp 4711 ¦ e@r.test from b@r.test
            of the address, not of the file      ¦ .qmail-default=&e@r.test\\n  .qmail-owner=#         ¦ ada-l ¦ b@r.test ¦ K did 0+1+0 / qp 4711 ¦ e@r.test from b@r.test
            bounces stay bounces                 ¦ .qmail-l=&e@r.test\\n  .qmail-l-owner=#             ¦ ada-l ¦ <>       ¦ K did 0+1+0 / qp 4711 ¦ 'e@r.test from '
            double bounces, too                  ¦ .qmail-l=&e@r.test\\n  .qmail-l-owner=#             ¦ ada-l ¦ #@[]     ¦ K did 0+1+0 / qp 4711 ¦ e@r.test from #@[]
            """)
    void rule(String rule, String files, String to, String from, String said, String effects) throws IOException {
        write(files);

        assertThat(deliver(to, from, "Subject: x\n\nx\n")).as(rule).isEqualTo(said);
        assertThat(effects()).as(rule).isEqualTo(effects);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', textBlock = """
            the line ends the journey              ¦ A: b\\nDelivered-To: ada@local.test\\n\\nx             ¦ D This message is looping: it already has my Delivered-To line. (#5.4.6)
            also as the first line                 ¦ Delivered-To: ada@local.test\\n\\nx                    ¦ D This message is looping: it already has my Delivered-To line. (#5.4.6)
            also without a body                    ¦ Delivered-To: ada@local.test\\n                        ¦ D This message is looping: it already has my Delivered-To line. (#5.4.6)
            not in a body                          ¦ A: b\\n\\nDelivered-To: ada@local.test\\n              ¦ K did 1+0+0
            not in other letters                   ¦ delivered-to: ada@local.test\\n\\nx                    ¦ K did 1+0+0
            not with anything behind it            ¦ Delivered-To: ada@local.test \\n\\nx                   ¦ K did 1+0+0
            not with another address               ¦ Delivered-To: ada-x@local.test\\n\\nx                  ¦ K did 1+0+0
            not without its line feed              ¦ A: b\\nDelivered-To: ada@local.test                     ¦ K did 1+0+0
            """)
    void loop(String rule, String text, String said) {
        assertThat(deliver("ada", "b@r.test", text.replace("\\n", "\n")))
                .as(rule)
                .isEqualTo(said);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', textBlock = """
            rwx----w- ¦ Z Uh-oh: home directory is writable. (#4.7.0)
            rwxrwx--- ¦ K did 1+0+0
            rwxrwxr-x ¦ K did 1+0+0
            """)
    void home(String permissions, String said) throws IOException {
        Files.setPosixFilePermissions(directory.resolve("users/ada"), PosixFilePermissions.fromString(permissions));

        assertThat(deliver("ada", "b@r.test", "A: b\n\nx\n")).isEqualTo(said);
    }
}
