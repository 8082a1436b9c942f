package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.pabal.core.local.LocalUsers.Resolution;
import org.pabal.core.local.Programs.ProgramEnd;
import org.pabal.core.message.Content;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.queue.DeliveryOutcome.Failed;
import org.pabal.core.quota.OverQuota;
import org.pabal.core.quota.Quota;

class QuotaDeliveryTest {
    private static final String MESSAGE = "Subject: hello\n\n" + "x".repeat(84);
    private static final int HEAD = "Return-Path: <>\nDelivered-To: ada@local.test\n".length();
    private static final Failed REFUSED = new Failed("user is over quota (#5.2.2)\n");
    private static final Delivered DONE = new Delivered("did 1+0+0\n");

    @TempDir
    private Path directory;

    private final List<String> troubles = new ArrayList<>();
    private PabalHomeFixture home = new PabalHomeFixture(Path.of(""));
    private Optional<Quota> given = Optional.empty();
    private OverQuota overQuota = OverQuota.REJECT;

    @BeforeEach
    void makeHome() {
        home = PabalHomeFixture.in(directory);
    }

    private MailboxQuotas quotas() {
        return home.quotas(userHome -> userHome.endsWith("ada") ? given : Optional.empty(), overQuota);
    }

    private LocalDelivery delivery() {
        return new LocalDelivery(
                home.users(),
                (sender, recipients, options, content) -> new ForwardResult.Queued("4711"),
                new LocalTerms(
                        new DomainName("default.test"),
                        new MaildirNames("mx", 99, InstantSource.system(), new SplittableRandom(1)),
                        InstantSource.system(),
                        call -> new ProgramEnd.Exited(0, ""),
                        PabalHomeFixture.NO_PROGRAMS,
                        quotas(),
                        new MboxWriter(),
                        (recipient, report, cause) -> troubles.add(report)));
    }

    private static LocalMessage message(String recipient) {
        return new LocalMessage(
                ReversePath.NULL,
                EmailAddress.require(recipient),
                new Content.InMemory(MESSAGE.getBytes(StandardCharsets.UTF_8)));
    }

    private DeliveryOutcome deliver(String recipient) {
        return delivery().deliver(List.of(message(recipient))).getFirst().orElseThrow();
    }

    private Path size(String maildir) {
        return directory.resolve(maildir).resolve("maildirsize");
    }

    private void state(String maildir, String text) throws IOException {
        Files.writeString(size(maildir), text);
    }

    @Test
    void messageIsNotedWithAllThatIsInItsFile() throws IOException {
        state("users/ada/Maildir", "1000S\n200 2\n");

        assertThat(deliver("ada@local.test")).isEqualTo(DONE);

        assertThat(size("users/ada/Maildir")).hasContent("1000S\n200 2\n" + (100 + HEAD) + " 1\n");
        assertThat(troubles).isEmpty();
    }

    @Test
    void onlyTheMessageItselfMustFit() throws IOException {
        state("users/ada/Maildir", "1000S\n901 2\n");
        assertThat(deliver("ada@local.test")).isEqualTo(REFUSED);

        state("users/ada/Maildir", "1000S\n900 2\n");
        assertThat(deliver("ada@local.test")).isEqualTo(DONE);
        assertThat(home.texts("users/ada/Maildir/new")).hasSize(1);
        assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
    }

    @Test
    void otherMailboxesAreNotConcerned() throws IOException {
        state("users/ada/Maildir", "10S\n9 1\n");

        assertThat(deliver("bob@local.test")).isEqualTo(DONE);
        assertThat(size("users/bob/Maildir")).doesNotExist();
    }

    @Test
    void mailForAFullMailboxCanWait() throws IOException {
        overQuota = OverQuota.DEFER;
        state("users/ada/Maildir", "1000S\n901 2\n");

        assertThat(deliver("ada@local.test")).isEqualTo(new Deferred("user is over quota (#4.2.2)\n"));
    }

    @Test
    void messagesOfAGroupShareTheRoom() throws IOException {
        state("users/ada/Maildir", "2C\n0 0\n");

        List<LocalMessage> group = List.of(
                message("ada@local.test"),
                message("bob@local.test"),
                message("ada@local.test"),
                message("ada@local.test"));
        assertThat(delivery().deliver(group).stream().map(Optional::orElseThrow))
                .containsExactly(DONE, DONE, DONE, REFUSED);

        assertThat(size("users/ada/Maildir")).hasContent("2C\n0 0\n" + ((100 + HEAD) + " 1\n").repeat(2));
    }

    @Test
    void withdrawnMessagesTakeNoRoom() throws IOException {
        state("users/ada/Maildir", "1C\n0 0\n");
        home.write("users/ada/.qmail-broken", "./Maildir/\n./Gone/\n");

        assertThat(delivery().deliver(List.of(message("ada-broken@local.test"), message("ada@local.test"))).stream()
                        .map(Optional::orElseThrow))
                .containsExactly(new Deferred("Unable to chdir to maildir. (#4.2.1)\n"), DONE);

        assertThat(size("users/ada/Maildir")).hasContent("1C\n0 0\n" + (100 + HEAD) + " 1\n");
    }

    @Test
    void aLaterLineThatIsFullTakesBackTheEarlierOnes() throws IOException {
        home.makeMaildir("users/ada/Archive");
        state("users/ada/Archive", "10S\n10 1\n");
        home.write("users/ada/.qmail", "./Maildir/\n&eve@remote.test\n./Archive/\n");

        assertThat(deliver("ada@local.test")).isEqualTo(REFUSED);
        assertThat(home.texts("users/ada/Maildir/new")).isEmpty();
        assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
    }

    @Test
    void programsStopAtAFullMailboxToo() throws IOException {
        state("users/ada/Maildir", "10S\n10 1\n");
        home.write("users/ada/.qmail", "|true\n./Maildir/\n");

        assertThat(delivery().deliverAlone(message("ada@local.test"))).isEqualTo(REFUSED);
    }

    @Test
    void foldersBelongToTheirMailbox() throws IOException {
        home.makeMaildir("users/ada/Maildir/.Lists");
        Files.createFile(directory.resolve("users/ada/Maildir/.Lists/maildirfolder"));
        state("users/ada/Maildir", "1000S\n200 2\n");
        home.write("users/ada/.qmail", "./Maildir/.Lists/\n");

        assertThat(deliver("ada@local.test")).isEqualTo(DONE);

        assertThat(size("users/ada/Maildir")).hasContent("1000S\n200 2\n" + (100 + HEAD) + " 1\n");
        assertThat(size("users/ada/Maildir/.Lists")).doesNotExist();
    }

    @Test
    void givenQuotaNeedsNoFile() throws IOException {
        given = Optional.of(Quota.stored("250S"));

        assertThat(deliver("ada@local.test")).isEqualTo(DONE);
        assertThat(size("users/ada/Maildir")).hasContent("250S\n0 0\n" + (100 + HEAD) + " 1\n");
        Files.delete(size("users/ada/Maildir"));
        assertThat(deliver("ada@local.test")).isEqualTo(DONE);
        assertThat(deliver("ada@local.test")).isEqualTo(REFUSED);
    }

    @Test
    void nearestTextOfTheOperatorIsTheReport() throws IOException {
        state("users/ada/Maildir", "10S\n10 1\n");
        home.write(".over-quota.msg", "Ask postmaster@local.test.\n");
        assertThat(deliver("ada@local.test")).isEqualTo(new Failed("Ask postmaster@local.test. (#5.2.2)\n"));

        home.write("users/.over-quota.msg", "This mailbox\nis full.\n\n");
        assertThat(deliver("ada@local.test")).isEqualTo(new Failed("This mailbox\nis full. (#5.2.2)\n"));
    }

    private boolean isFull(String recipient, long octets) throws IOException {
        return quotas().isFull((Resolution.Deliver) home.users().resolve(EmailAddress.require(recipient)), octets);
    }

    @Test
    void fullnessIsKnownBeforeTheMessageIs() throws IOException {
        assertThat(isFull("ada@local.test", 1_000_000)).isFalse();

        state("users/ada/Maildir", "1000S\n900 2\n");
        assertThat(isFull("ada@local.test", 0)).isFalse();
        assertThat(isFull("ada@local.test", 100)).isFalse();
        assertThat(isFull("ada@local.test", 101)).isTrue();

        state("users/ada/Maildir", "1000S\n1000 2\n");
        assertThat(isFull("ada@local.test", 0)).isTrue();
        home.write("users/ada/.qmail-away", "&eve@remote.test\n");
        assertThat(isFull("ada-away@local.test", 0)).isFalse();
        home.write("users/ada/.qmail-gone", "./Gone/\n./../bob/Maildir/\n./Mailbox\n");
        assertThat(isFull("ada-gone@local.test", 0)).isFalse();
    }
}
