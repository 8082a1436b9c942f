package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.it.Programs.Result;

@OnSharedPabal
class AuthIT {
    private static final String PASSWORD = "correct horse 7";
    private static final String USER = "/domains/local.test/users/user";

    private final Pabal pabal;
    private final String marker = Marker.fresh();

    AuthIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @BeforeEach
    void haveUsers() throws IOException {
        makes(USER);
        makes("/domains/local.test/users/ada");
        // nobody relays by address here, and this machine may try without TLS
        pabal.admin().sets("/access-rules/submission", "127.0.0.1:allow,CLEARAUTH=\"\"\n:allow\n");
    }

    private void makes(String path) throws IOException {
        int status = pabal.admin()
                .put(path, "application/json", "{\"password\":\"" + PASSWORD + "\"}")
                .statusCode();
        assertThat(status).isIn(201, 204);
    }

    private Ports ports() {
        return pabal.server().settings().ports();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String name, String password) {
        return "AUTH PLAIN " + base64("\0" + name + "\0" + password);
    }

    private SmtpClient greeted() throws IOException {
        SmtpClient client = SmtpClient.connect(Pabal.RELAY_CLIENT, ports().submission());
        client.says("EHLO client.test").hears("250-");
        return client;
    }

    private void arrivedFromAUser() {
        assertThat(pabal.mailbox().await(marker)).containsPattern("with ESMTPSA id [0-9]+\n  tls TLS_");
    }

    @Nested
    class Clients {
        @ParameterizedTest
        @CsvSource({
            "PLAIN, --tls, submission", "LOGIN, --tls, submission",
            "PLAIN, --tls-on-connect, submissions", "LOGIN, --tls-on-connect, submissions"
        })
        void swaks(String mechanism, String tls, String listener) throws IOException {
            Programs.requirePerl("Net::SSLeay");
            int port = listener.equals("submission") ? ports().submission() : ports().submissions();
            Result sent = Programs.run(
                    Programs.require("swaks"),
                    "--server",
                    "127.0.0.1:" + port,
                    tls,
                    "--auth",
                    mechanism,
                    "--auth-user",
                    "user@local.test",
                    "--auth-password",
                    PASSWORD,
                    "--from",
                    "user@local.test",
                    "--to",
                    "user@local.test",
                    "--header",
                    "Subject: " + marker);
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            arrivedFromAUser();
        }

        @ParameterizedTest
        @ValueSource(strings = {"plain", "login", "scram-sha-256"})
        void msmtp(String mechanism) throws IOException {
            List<String> msmtp = List.of(
                    Programs.require("msmtp"),
                    "--host=127.0.0.1",
                    "--port=" + ports().submission(),
                    "--tls=on",
                    "--tls-certcheck=off",
                    "--auth=" + mechanism,
                    "--user=user@local.test",
                    "--passwordeval=echo '" + PASSWORD + "'",
                    "--from=user@local.test",
                    "user@local.test");
            Result sent = Programs.run(msmtp, Map.of(), Marker.message(marker).replace("\r\n", "\n"));
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            arrivedFromAUser();
        }

        @Test
        void curl() throws IOException {
            List<String> curl = List.of(
                    Programs.require("curl"),
                    "--silent",
                    "--show-error",
                    "--insecure",
                    "--user",
                    "user@local.test:" + PASSWORD,
                    "smtps://127.0.0.1:" + ports().submissions() + "/client.test",
                    "--mail-from",
                    "user@local.test",
                    "--mail-rcpt",
                    "user@local.test",
                    "--upload-file",
                    "-");
            Result sent = Programs.run(curl, Map.of(), Marker.message(marker));
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            arrivedFromAUser();
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void smtplib(boolean implicit) throws IOException {
            String session = implicit
                    ? "smtplib.SMTP_SSL('127.0.0.1', " + ports().submissions() + ")"
                    : "smtplib.SMTP('127.0.0.1', " + ports().submission() + ")";
            String script = Stream.of(
                            "import smtplib, sys",
                            "s = " + session,
                            implicit ? "" : "s.starttls()",
                            "s.login('user@local.test', '" + PASSWORD + "')",
                            "s.sendmail('user@local.test', ['user@local.test'], sys.stdin.read())",
                            "s.quit()")
                    .reduce("", (text, line) -> text + line + "\n");
            Result sent = Programs.run(
                    List.of(Programs.require("python3"), "-c", script),
                    Map.of(),
                    Marker.message(marker).replace("\r\n", "\n"));
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            arrivedFromAUser();
        }
    }

    @Nested
    class Refusals {
        @Test
        void sayTheSameToWrongNamesAndWrongPasswords() throws IOException {
            // T-AUT 190, 197
            try (SmtpClient client = greeted()) {
                client.says(plain("user@local.test", "wrong horse 8")).hears("535 5.7.8 authentication failed");
                client.says(plain("nobody@local.test", PASSWORD)).hears("535 5.7.8 authentication failed");
                client.says(plain("user@ext.test", PASSWORD)).hears("535 5.7.8 authentication failed");
                client.says("AUTH PLAIN " + base64("ada@local.test\0user@local.test\0" + PASSWORD))
                        .hears("535 5.7.8 authentication failed");
                client.says("MAIL FROM:<user@local.test>").hears("530 5.7.0");
                client.says(plain("user@local.test", PASSWORD)).hears("235 2.7.0");
            }
        }

        @Test
        void areForEverybodyInClear() throws IOException {
            // T-AUT 186
            try (SmtpClient client = SmtpClient.connect(Pabal.STRANGER, ports().submission())) {
                assertThat(client.says("EHLO client.test").text()).doesNotContain("AUTH");
                client.says(plain("user@local.test", PASSWORD)).hears("538 5.7.11");
                client.says("STARTTLS").hears("220");
                SmtpClient secured = client.secured("TLSv1.3");
                assertThat(secured.says("EHLO client.test").text()).contains("AUTH SCRAM-SHA-256 PLAIN LOGIN");
                secured.says(plain("user@local.test", PASSWORD)).hears("235");
            }
        }

        @Test
        void areWhatTheMxListenerAnswers() throws IOException {
            // T-AUT 186
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                assertThat(client.says("EHLO client.test").text()).doesNotContain("AUTH");
                client.says(plain("user@local.test", PASSWORD)).hears("502 5.5.1");
            }
        }

        @Test
        void protectTheAddressesOfOthers() throws IOException {
            // T-ACL 146
            try (SmtpClient client = greeted()) {
                client.says(plain("user@local.test", PASSWORD)).hears("235");
                client.says("MAIL FROM:<ada@local.test>").hears("553 5.7.1");
                client.says("MAIL FROM:<user-list@local.test>").hears("553 5.7.1");
                client.says("MAIL FROM:<user@localhost>").hears("250");
                client.says("RSET").hears("250");
                client.says("MAIL FROM:<>").hears("250");
                client.says("RSET").hears("250");
                client.says("MAIL FROM:<user@elsewhere.test>").hears("250");
                client.says("RCPT TO:<friend@ext.test>").hears("250");
            }
        }

        @Test
        void comeAfterTooManyTries() throws IOException {
            int refused = 0;
            String last = "535";
            while (last.startsWith("535") && refused < 40) {
                try (SmtpClient client = SmtpClient.connect("127.0.0.9", ports().submission())) {
                    client.says("STARTTLS").hears("220");
                    SmtpClient guesser = client.secured("TLSv1.3");
                    guesser.says("EHLO client.test").hears("250-");
                    // more errors in one session would have to wait for their answers
                    for (int i = 0; i < 5 && last.startsWith("535"); i++) {
                        last = guesser.says(plain("eve@local.test", "wrong horse"))
                                .text();
                        refused += last.startsWith("535") ? 1 : 0;
                    }
                }
            }
            assertThat(last).startsWith("454 4.7.0 too many failed logins from here");
            assertThat(refused).isBetween(20, 30);
            try (SmtpClient client = greeted()) {
                client.says(plain("user@local.test", PASSWORD)).hears("235");
            }
        }
    }

    @Nested
    class Administrators {
        @Test
        void makeUsersWithMailboxes() throws IOException {
            String path = "/domains/local.test/users/made-" + marker.toLowerCase(java.util.Locale.ROOT);
            String name = path.substring(path.lastIndexOf('/') + 1);
            assertThat(pabal.admin()
                            .put(path, "application/json", "{\"password\":\"" + PASSWORD + "\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(pabal.admin().get(path).body())
                    .contains("\"" + name + "\"")
                    .doesNotContain("argon");
            assertThat(pabal.home().resolve("users/" + name + "/Maildir/new")).isDirectory();
            assertThat(pabal.admin().get("/assignments").body()).contains("=" + name + ":");
            assertThat(pabal.admin().call("DELETE", path, "", "").statusCode()).isEqualTo(204);
            assertThat(pabal.admin().get(path).statusCode()).isEqualTo(404);
            try (SmtpClient client = greeted()) {
                client.says(plain(name + "@local.test", PASSWORD)).hears("535");
            }
        }

        @Test
        void changePasswords() throws IOException {
            // T-AUT 201
            assertThat(pabal.admin()
                            .put(USER, "application/json", "{\"password\":\"another horse 9\"}")
                            .statusCode())
                    .isEqualTo(204);
            try (SmtpClient client = greeted()) {
                client.says(plain("user@local.test", PASSWORD)).hears("535");
                client.says(plain("USER@LOCAL.TEST", "another horse 9")).hears("235");
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/domains/ext.test/users/x | {\"password\":\"correct horse\"} | 404 | ext.test is no domain of this host",
                    "/domains/local.test/users/x | {\"password\":\"short\"} | 400 | at least 8 characters",
                    "/domains/local.test/users/..%2fx | {\"password\":\"correct horse\"} | 400 | ",
                    "/domains/local.test/users/a:b | {\"password\":\"correct horse\"} | 400 | The name of a user",
                    "/domains/local.test/users/x | {\"pass\":\"correct horse\"} | 400 | 'pass' is not known"
                })
        void areToldWhatIsWrong(String path, String body, int status, String sentence) throws IOException {
            var answer = pabal.admin().put(path, "application/json", body);
            assertThat(answer.statusCode()).isEqualTo(status);
            if (sentence != null) {
                assertThat(answer.body()).contains(sentence);
            }
        }
    }

    @Test
    void leavesNoPasswordInTheLogs() throws IOException {
        // T-AUT 200
        try (SmtpClient client = greeted()) {
            client.says(plain("user@local.test", "wrong horse 8")).hears("535");
            client.says(plain("user@local.test", PASSWORD)).hears("235");
            client.says("QUIT").hears("221");
        }
        Path log = pabal.home().resolve("log/submission/current");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Files.readString(log))
                        .containsPattern("smtpd: [0-9]+ auth PLAIN user@local[.]test failed")
                        .containsPattern("smtpd: [0-9]+ auth PLAIN user@local[.]test\n"));
        assertThat(Files.readString(log)).doesNotContain("horse").doesNotContain(base64("\0user"));
    }
}
