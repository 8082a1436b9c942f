package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail for a user of the system, whom .ci/run makes for this, on a server that is root's. */
@OnSharedPabal
class SystemUsersIT {
    private static final String NAME = "pabal-test";
    private static final Path HOME = Path.of("/home/" + NAME);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Pabal pabal;
    private final String marker = Marker.fresh();

    SystemUsersIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @BeforeEach
    void makeHome() throws IOException {
        Assumptions.assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "this needs a server of root's");
        Assumptions.assumeTrue(Files.isDirectory(HOME), "there is no user " + NAME + "; .ci/run makes one");
        asUser("rm -rf Maildir mbox said .qmail*; mkdir -m 700 Maildir Maildir/tmp Maildir/new Maildir/cur");
    }

    @AfterEach
    void unset() throws IOException {
        pabal.admin().unsets("/control/systemusers");
    }

    private static void asUser(String command) throws IOException {
        String[] line = {
            "setpriv",
            "--reuid=" + NAME,
            "--regid=" + NAME,
            "--clear-groups",
            "sh",
            "-ec",
            "cd " + HOME + "; " + command
        };
        Programs.Result result = Programs.run(List.of(line), Map.of(), "");
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private static Path arrived(Path maildir) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            try (Stream<Path> files = Files.list(maildir.resolve("new"))) {
                                return files.toList();
                            }
                        },
                        files -> files.size() == 1)
                .getFirst();
    }

    private String answerFor(String recipient) throws IOException {
        try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
            client.says("MAIL FROM:<a@ext.test>").hears("250");
            return client.says("RCPT TO:<" + recipient + ">").text();
        }
    }

    @Test
    void isTheUsersOwnFile() throws IOException {
        pabal.accepts("sender@ext.test", NAME + "@local.test", Marker.message(marker));

        Path file = arrived(HOME.resolve("Maildir"));
        assertThat(Files.readString(file))
                .startsWith("Return-Path: <sender@ext.test>\nDelivered-To: " + NAME + "@local.test\n")
                .contains(marker);
        assertThat(Files.getOwner(file).getName()).isEqualTo(NAME);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void itsFilesSayMore() throws IOException {
        asUser("echo '&user@local.test' > .qmail-list-default; echo ./mbox >> .qmail-list-default;"
                + " echo '|id -un > said; id -G >> said; echo $DEFAULT >> said' >> .qmail-list-default");

        pabal.accepts("sender@ext.test", NAME + "-list-Jazz@local.test", Marker.message(marker));

        assertThat(pabal.mailbox().await(marker)).contains("Delivered-To: " + NAME + "-list-Jazz@local.test\n");
        int group = (Integer) Files.getAttribute(HOME, "unix:gid");
        assertThat(HOME.resolve("said")).content().isEqualTo(NAME + "\n" + group + "\nJazz\n");
        assertThat(HOME.resolve("mbox"))
                .content()
                .startsWith("From sender@ext.test ")
                .contains(marker);
        assertThat(Files.getOwner(HOME.resolve("mbox")).getName()).isEqualTo(NAME);
    }

    @Test
    void leadsNowhereTheUserMayNotGo() throws IOException {
        Path secret = Files.createDirectories(pabal.home().resolve("secret"));
        for (String part : List.of("tmp", "new", "cur")) {
            Files.createDirectories(secret.resolve(part));
        }
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
        asUser("ln -s " + secret + " linked; echo ./linked/ > .qmail-link; echo " + secret + "/ > .qmail-path;"
                + " echo " + secret + "/mbox > .qmail-mbox; ln -s /etc/shadow .qmail-shadow");

        for (String extension : List.of("link", "path", "mbox", "shadow")) {
            String recipient = NAME + "-" + extension + "@local.test";
            pabal.accepts("sender@ext.test", recipient, Marker.message(marker));
            pabal.admin().awaitDeferral(recipient);
            assertThat(pabal.admin()
                            .get("/queue/messages?recipient=" + recipient)
                            .body())
                    .doesNotContain("root:");
            pabal.admin().post("/queue/delete", "application/json", "{\"recipient\":\"" + recipient + "\"}");
        }
        try (Stream<Path> files = Files.walk(secret).filter(Files::isRegularFile)) {
            assertThat(files).isEmpty();
        }
        pabal.admin().awaitEmptyQueue();
        asUser("rm linked");
    }

    @Test
    void comesToNobodyElse() throws IOException {
        assertThat(answerFor("root@local.test")).startsWith("550 5.1.1");
        assertThat(answerFor("daemon@local.test")).startsWith("550 5.1.1");
        assertThat(answerFor("nobody@local.test")).startsWith("550 5.1.1");
        assertThat(answerFor(NAME + "-none@local.test")).startsWith("550 5.1.1");
        assertThat(answerFor(NAME.toUpperCase(Locale.ROOT) + "@local.test")).startsWith("250");

        pabal.admin().sets("/control/systemusers", "0\n");

        assertThat(answerFor(NAME + "@local.test")).startsWith("550 5.1.1");
    }
}
