package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Watching sessions by the admin API and the command line. */
class TraceIT {
    private static final String PASSWORD = "correct horse 7";
    private static final int QMTP = Ports.anyFree();

    private static Pabal pabal;

    private final String marker = Marker.fresh();

    @BeforeAll
    static void start() throws Exception {
        pabal = Pabal.start("trace", settings -> settings.with("pabal.qmtp.port", Integer.toString(QMTP)));
        pabal.admin().put("/domains/local.test/users/user", "application/json", "{\"password\":\"" + PASSWORD + "\"}");
    }

    @AfterAll
    static void stop() {
        pabal.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @return what clients said, in order */
    private static List<String> said(String events) {
        return Pattern.compile("\"kind\":\"client\".*\"text\":\"(.*)\"}")
                .matcher(events)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void aUsersSessionIsSeenFromItsStartByItsRecipientWithoutPasswordAndContent() throws IOException {
        String recipient = marker + "@far.test";
        try (Watcher watcher = Watcher.reading(pabal, "?recipient=" + recipient)) {
            for (String mechanism : List.of("PLAIN", "LOGIN")) {
                Programs.Result swaks = Programs.run(
                        Programs.require("swaks"),
                        "--server",
                        "127.0.0.1:" + pabal.server().settings().ports().submission(),
                        "--tls",
                        "--auth",
                        mechanism,
                        "--auth-user",
                        "user@local.test",
                        "--auth-password",
                        PASSWORD,
                        "--from",
                        "user@local.test",
                        "--to",
                        recipient,
                        "--body",
                        marker);
                assertThat(swaks.output()).contains(" RCPT TO:<" + recipient + ">");
                String events = watcher.until("\"kind\":\"closed\"");

                assertThat(said(events))
                        .startsWith("EHLO " + hostIn(swaks.output()), "STARTTLS")
                        .contains(mechanism.equals("PLAIN") ? "AUTH PLAIN ****" : "AUTH LOGIN")
                        .contains("MAIL FROM:<user@local.test>", "RCPT TO:<" + recipient + ">", "QUIT");
                assertThat(events.lines().findFirst().orElseThrow())
                        .contains("\"kind\":\"opened\"", "\"listener\":\"submission\"", "\"address\":\"127.0.0.1\"");
                assertThat(events)
                        .contains("TLSv1.3 TLS_", "\"text\":\"235 2.7.0")
                        .doesNotContain(
                                base64("\0user@local.test\0" + PASSWORD),
                                base64("user@local.test"),
                                base64(PASSWORD),
                                "VXNlcm5hbWU6",
                                "Subject:");
                watcher.events().clear();
            }
        }
    }

    private static String hostIn(String swaks) {
        return Pattern.compile("-> EHLO (\\S+)")
                .matcher(swaks)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    @Test
    void sessionsOfOneAddressAreSeenAndAreThoseOfTheLog() throws IOException {
        try (Watcher watcher = Watcher.reading(pabal, "?address=127.0.9.0/24");
                SmtpClient other = pabal.session("127.0.8.1");
                SmtpClient client = pabal.session("127.0.9.1")) {
            client.says("MAIL FROM:<\u001b[31m@ext.test>").hears("5");
            client.hands("s@ext.test", "user@local.test", Marker.message(marker))
                    .hears("250");
            client.says("QUIT").hears("221");
            other.says("QUIT").hears("221");
            String events = watcher.until("\"kind\":\"closed\"");

            assertThat(events)
                    .contains("MAIL FROM:<\\\\x1b[31m@ext.test>", "\"kind\":\"content\"", "\"text\":\"354 go ahead\"")
                    .doesNotContain("127.0.8.1", marker);
            long session = AdminApi.number(events, "session");
            await().untilAsserted(() -> assertThat(pabal.home().resolve("log/smtpd/current"))
                    .content(StandardCharsets.ISO_8859_1)
                    .contains("tcpserver: pid " + session + " from 127.0.9.1"));
        }
    }

    @Test
    void messagesOfOtherProtocolsAreSeenByTheirEnvelope() throws IOException {
        try (Watcher watcher = Watcher.reading(pabal, "?sender=" + marker + "@ext.test");
                SmtpClient client = SmtpClient.open(Pabal.STRANGER, QMTP)) {
            String sender = marker + "@ext.test";
            client.send("9:\nSubject:," + sender.length() + ":" + sender + ",19:15:user@local.test,,");
            String events = watcher.until("sender <" + sender + ">");

            assertThat(events).contains("\"listener\":\"qmtp\"").doesNotContain("Subject:");
            watcher.until("recipient <user@local.test>");
        }
    }

    @Test
    void whoDoesNotReadIsToldWhatIsLostAndSlowsNobody() throws IOException {
        try (Watcher idle = Watcher.idle(pabal, "?address=127.0.7.1");
                SmtpClient client = pabal.session("127.0.7.1")) {
            for (int transaction = 0; transaction < 10; transaction++) {
                client.says("MAIL FROM:<s@ext.test>").hears("250");
                client.send("RCPT TO:<user@local.test>\r\n".repeat(1000));
                for (int i = 0; i < 1000; i++) {
                    client.reply().hears("250");
                }
                client.says("RSET").hears("250");
            }
            idle.reads();
            idle.until("\"kind\":\"lost\"");
            // and what happens is seen again, as soon as there is room for it
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                client.says("VRFY " + marker).hears("252");
                return idle.events().stream().anyMatch(event -> event.contains("VRFY " + marker));
            });
        }
    }

    @Test
    void watchersAreFewAndMakeRoomWhenTheyGo() throws IOException {
        List<Watcher> watchers = new ArrayList<>();
        try {
            while (watchers.size() < 16) {
                watchers.add(Watcher.idle(pabal, ""));
            }
            assertThat(pabal.admin().get("/trace").statusCode()).isEqualTo(503);
            assertThat(pabal.admin().get("/trace").body()).contains("There are 16 watchers already");
        } finally {
            for (Watcher watcher : watchers) {
                watcher.close();
            }
        }
        Watcher.idle(pabal, "").close();
    }

    @Test
    void strangersSeeNothingAndBadFiltersAreRefused() throws IOException {
        assertThat(AdminApi.anonymous(pabal.httpPort()).get("/trace").statusCode())
                .isEqualTo(401);
        assertThat(pabal.admin().get("/trace?address=10.0.0.0/99").body())
                .contains("The parameter 'address' lists IP addresses and networks: \\\"10.0.0.0/99\\\"");
        assertThat(pabal.admin().get("/trace?recipient=nobody").statusCode()).isEqualTo(400);
        assertThat(pabal.admin().get("/trace?sender=nobody").body())
                .contains("The parameter 'sender' is an address or @domain");
    }

    @Test
    void theCommandLineShowsSessionsUntilTheServerStops() throws Exception {
        Process trace = new ProcessBuilder(
                        Pabal.root().resolve("bin/pabal").toString(),
                        "trace",
                        "--sender",
                        marker + "@ext.test",
                        "--url",
                        "http://127.0.0.1:" + pabal.httpPort(),
                        "--password-file",
                        pabal.home().resolve("admin.password").toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = trace.inputReader(StandardCharsets.UTF_8);
                Watcher watcher = Watcher.reading(pabal, "")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                pabal.accepts(marker + "@ext.test", "user@local.test", Marker.message(marker));
                return out.ready();
            });
            assertThat(out.readLine()).containsPattern("^[0-9:.]{12} [0-9]+ = smtp 127.0.0.1:[0-9]+$");
            assertThat(out.readLine()).containsPattern("^[0-9:.]{12} [0-9]+ > 220 ");
            assertThat(out.readLine()).endsWith(" < EHLO client.test");

            pabal.restart();
            watcher.awaitEnd();
            assertThat(out.lines().toList()).last().asString().endsWith("broke off");
            assertThat(trace.waitFor()).isEqualTo(75);
        } finally {
            trace.destroy();
        }
    }
}
