package org.pabal.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.core.access.AccessRules;
import org.pabal.core.local.SystemUsers;
import org.pabal.ejb.TestDatabase;

class FirstStartTest {
    @TempDir
    private Path directory;

    private final TestDatabase database = new TestDatabase();
    private PabalHome home;

    @BeforeEach
    void home() {
        home = new PabalHome(directory.resolve("pabal-home"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** What there is after a start. */
    private record Started(
            ControlTexts texts, ControlStore controls, AccessRuleStore rules, AssignmentStore assignments) {}

    private Started start(String settings) {
        ControlTexts texts = new TransactionalTexts(database);
        Started started = new Started(
                texts,
                new ControlStore(texts),
                new AccessRuleStore(texts),
                new AssignmentStore(texts, home, SystemUsers.NONE));
        AllStores stores = new AllStores(started.controls, started.rules, started.assignments);
        FirstStart start = new FirstStart(settings, home, texts, stores);
        assertThat(start.isOver()).isFalse();
        start.run();
        assertThat(start.isOver()).isTrue();
        return started;
    }

    private static Optional<String> relayClient(Started start, String ip) {
        AccessRules.Verdict verdict =
                start.rules.current(AccessRuleSet.SMTP).lookup(ip, Optional.empty(), Optional.empty());
        assertThat(verdict.allowed()).isTrue();
        return Optional.ofNullable(verdict.environment().get("RELAYCLIENT"));
    }

    @Test
    void aNewcomerGetsADomainAMailboxAndRelayingForThisMachineOnly() throws IOException {
        Started start = start("newcomer");

        assertThat(start.controls.current().me().text()).isEqualTo("local.test");
        assertThat(start.controls.find("locals").orElseThrow().effective()).contains("local.test\nlocalhost");
        assertThat(relayClient(start, "127.0.0.1")).contains("");
        assertThat(relayClient(start, "127.0.0.2")).isEmpty();
        assertThat(home.users().resolve("user/Maildir/new")).isDirectory();
        assertThat(home.alias().resolve(".qmail-postmaster")).hasContent("&user@local.test");
        assertThat(home.alias().resolve(".qmail-mailer-daemon")).hasContent("&user@local.test");
    }

    @Test
    void anInstalledPabalRelaysForNobodyAndKeepsThePostmastersMail() {
        Started start = start("installed");

        assertThat(start.texts.list("control").texts())
                .extracting(StoredText::name)
                .containsExactly("me");
        assertThat(relayClient(start, "127.0.0.1")).isEmpty();
        assertThat(start.assignments.text().version()).isZero();
        assertThat(home.alias().resolve(".qmail-postmaster")).hasContent("./Maildir/");
        assertThat(home.alias().resolve("Maildir/cur")).isDirectory();
    }

    @Test
    void nobodyElseOnTheMachineMayLook() throws IOException {
        start("installed");
        for (Path path : new Path[] {home.path(), home.alias(), home.alias().resolve("Maildir/new")}) {
            assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(Files.getPosixFilePermissions(home.alias().resolve(".qmail-postmaster")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aSecondStartChangesNothingThatWasChangedSince() throws IOException {
        Started first = start("newcomer");
        first.controls.put("locals", "example.org\n", new Precondition.Always(), "ada");
        Files.writeString(home.alias().resolve(".qmail-postmaster"), "&ada@example.org\n");
        Files.delete(home.alias().resolve(".qmail-mailer-daemon"));

        Started second = start("newcomer");

        assertThat(second.controls.find("locals").orElseThrow().effective()).contains("example.org");
        assertThat(home.alias().resolve(".qmail-postmaster")).hasContent("&ada@example.org");
        assertThat(home.alias().resolve(".qmail-mailer-daemon")).doesNotExist();
    }

    @Test
    void anAliasFileThatIsThereBeforeTheFirstStartStays() throws IOException {
        home.prepare();
        Files.writeString(home.alias().resolve(".qmail-postmaster"), "&ada@example.org\n");
        start("installed");
        assertThat(home.alias().resolve(".qmail-postmaster")).hasContent("&ada@example.org");
    }

    @Test
    void aHomeThatWasLostIsMadeAgainAtTheNextStart() {
        start("newcomer");
        home = new PabalHome(directory.resolve("restored"));
        start("newcomer");
        assertThat(home.users().resolve("user/Maildir/tmp")).isDirectory();
    }

    @Test
    void anUnknownKindIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> start("expert"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pabal.first-start")
                .hasMessageContaining("installed, newcomer");
    }
}
