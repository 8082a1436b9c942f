package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LMTP, QMTP and QMQP, proxies, and what is held against the impatient. */
class ListenersIT {
    private static final String PROXY = "127.0.0.5";
    private static final String INTRODUCER = "127.0.0.6";
    private static final String RULES = "127.0.0.1:allow,RELAYCLIENT=\"\"\n";

    private static int lmtp;
    private static int qmtp;
    private static int qmqp;
    private static Pabal pabal;

    @BeforeAll
    static void start() throws Exception {
        lmtp = Ports.anyFree();
        qmtp = lmtp + 1;
        qmqp = lmtp + 2;
        pabal = Pabal.start(
                "listeners",
                settings -> settings.with("pabal.lmtp.port", Integer.toString(lmtp))
                        .with("pabal.qmtp.port", Integer.toString(qmtp))
                        .with("pabal.qmqp.port", Integer.toString(qmqp))
                        .with("pabal.proxy.from", PROXY)
                        .with("pabal.sessions.per-address", "3")
                        .with("pabal.xclient.from", INTRODUCER));
    }

    @AfterAll
    static void stop() {
        pabal.close();
    }

    @AfterEach
    void forget() throws IOException {
        pabal.admin().unsets("/control/greetdelay");
        pabal.admin().unsets("/control/pipelining");
        pabal.admin().sets("/access-rules/qmqp", "");
        pabal.admin().sets("/access-rules/smtp", RULES);
    }

    private static SmtpClient introduced(String address) throws IOException {
        SmtpClient client = SmtpClient.open(PROXY, pabal.smtpPort());
        String family = address.indexOf(':') < 0 ? "TCP4 " : "TCP6 ";
        String here = address.indexOf(':') < 0 ? " 127.0.0.1" : " ::1";
        client.send("PROXY " + family + address + here + " 40000 25\r\n");
        return client;
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.40, 192.0.2.40, 192.0.2.41",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, 2001:db8:1:3::1",
    })
    void anAddressAndANetworkOfIpv6HaveTheirShareOfSessions(String address, String same, String other)
            throws IOException {
        try (SmtpClient one = introduced(address);
                SmtpClient two = introduced(same);
                SmtpClient three = introduced(address);
                SmtpClient another = introduced(other)) {
            for (SmtpClient each : List.of(one, two, three, another)) {
                each.reply().hears("220");
            }
            try (SmtpClient four = introduced(same)) {
                four.reply().hears("421 4.7.0");
            }
        }
    }

    @Test
    void theStatusListsThemWithTheirSessions() throws IOException {
        try (SmtpClient first = SmtpClient.connect(Pabal.STRANGER, lmtp);
                SmtpClient second = SmtpClient.connect(Pabal.STRANGER, lmtp)) {
            first.says("LHLO one.test").hears("250");
            second.says("LHLO two.test").hears("250");
            assertThat(pabal.admin().get("/status").body())
                    .contains("\"name\":\"lmtp\",\"port\":" + lmtp + ",\"sessions\":2,\"state\":\"up\"")
                    .contains("\"name\":\"qmtp\",\"port\":" + qmtp + ",\"sessions\":0,\"state\":\"up\"")
                    .contains("\"name\":\"qmqp\",\"port\":" + qmqp)
                    .contains("\"name\":\"smtpd\",\"port\":" + pabal.smtpPort())
                    .contains("\"name\":\"submission\",\"port\":")
                    .contains("\"name\":\"submissions\",\"port\":")
                    .contains("{\"name\":\"qmail-send\",\"state\":\"up\"}");
        }
    }

    private static String net(String text) {
        return text.length() + ":" + text + ",";
    }

    private static void awaitLogged(String service, String pattern) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Files.readString(
                                pabal.home().resolve("log/" + service + "/current"), StandardCharsets.ISO_8859_1))
                        .containsPattern(pattern));
    }

    @Test
    void lmtpAnswersForEachRecipientAndSaysSoInTheReceivedField() throws IOException {
        // M155, M156
        String marker = Marker.fresh();
        try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, lmtp)) {
            assertThat(client.reply().hears("220").text()).contains(" LMTP");
            client.says("EHLO client.test").hears("500 5.5.1");
            client.says("LHLO client.test").hears("250");
            client.says("MAIL FROM:<friend@ext.test>").hears("250");
            client.says("RCPT TO:<user@local.test>").hears("250");
            client.says("RCPT TO:<user@ext.test>").hears("553");
            client.says("RCPT TO:<postmaster@local.test>").hears("250");
            client.says("DATA").hears("354");
            client.sendsContent(Marker.message(marker).getBytes(StandardCharsets.ISO_8859_1))
                    .hears("250");
            client.reply().hears("250");
            client.says("QUIT").hears("221");
        }
        // the postmaster's mail is the user's
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(pabal.mailbox().containing(marker))
                        .hasSize(2)
                        .allMatch(message -> message.contains(" with LMTP id ")));
        awaitLogged("lmtp", "tcpserver: ok [0-9]+ ");
    }

    @Test
    void qmtpTakesMailForOurOwnAndRelaysForNobody() throws IOException {
        String marker = Marker.fresh();
        String recipients = net("user@local.test") + net("user@ext.test");
        try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, qmtp)) {
            client.send(net("\r" + Marker.message(marker)) + net("friend@ext.test") + net(recipients));
            client.send("x");
            assertThat(client.untilClosed()).matches("[0-9]+:Kok [0-9]+ qp [0-9]+,[0-9]+:Dsorry, .*\\(#5[.]7[.]1\\),");
        }
        assertThat(pabal.mailbox().await(marker)).contains(" with QMTP id ");
        awaitLogged("qmtp", "smtpd: [0-9]+ msg [0-9]+ bytes ");
    }

    @Test
    void qmqpIsForThoseWhomARuleNames() throws IOException {
        String marker = Marker.fresh();
        String content = Marker.message(marker).replace("\r\n", "\n");
        String request = net(net(content) + net("friend@ext.test") + net("user@local.test"));
        try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, qmqp)) {
            assertThat(client.untilClosed()).isEmpty();
        }
        pabal.admin().sets("/access-rules/qmqp", Pabal.STRANGER + ":allow\n");
        try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, qmqp)) {
            client.send(request);
            assertThat(client.untilClosed()).matches("[0-9]+:Kok [0-9]+ qp [0-9]+,");
        }
        assertThat(pabal.mailbox().await(marker)).contains(" with QMQP id ");
        try (SmtpClient client = SmtpClient.open(Pabal.RELAY_CLIENT, qmqp)) {
            assertThat(client.untilClosed()).isEmpty();
        }
    }

    @Test
    void filtersOfQmailFilesHandMailOverByQmqp(@TempDir Path tools) throws IOException {
        String marker = Marker.fresh();
        Path home = Files.createDirectories(pabal.home().resolve("users/filter"));
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            Files.setAttribute(home, "unix:uid", 54_321);
            Files.setAttribute(home, "unix:gid", 54_321);
        }
        String assignments = pabal.admin().get("/assignments").body();
        pabal.admin().sets("/assignments", "=filter:filter:0:0:users/filter:::\n" + assignments);
        pabal.admin().sets("/access-rules/qmqp", "127.0.0.1:allow\n");
        String command = launcher(tools).toString();
        Files.writeString(
                home.resolve(".qmail"),
                "|" + command + " bouncesaying 'There is something.' grep -q '^X-Something:'\n"
                        + "|JAVA_HOME=" + System.getProperty("java.home") + " PABAL_QMQP=" + qmqp + " " + command
                        + " condredirect user@local.test grep -q " + marker + "\n|touch unwanted\n");

        pabal.accepts("sender@ext.test", "filter@local.test", Marker.message(marker));

        assertThat(pabal.mailbox().await(marker))
                .startsWith("Return-Path: <sender@ext.test>\nDelivered-To: user@local.test\nReceived: ")
                .contains(" with QMQP id ", "\nDelivered-To: filter@local.test\nReceived: ");
        awaitLogged("qmail-send", "success: condredirect:_qp_[0-9]+/did_0[+]0[+]2/");
        assertThat(home.resolve("unwanted")).doesNotExist();
    }

    /** Where a user who is not the server's may read it. */
    private static Path launcher(Path tools) throws IOException {
        Path command = Files.createDirectories(tools.resolve("bin")).resolve("pabal");
        Path jar = Files.createDirectories(tools.resolve("lib")).resolve("pabal-cli.jar");
        Files.copy(Pabal.root().resolve("bin/pabal"), command);
        Files.copy(Pabal.root().resolve("cli/target/pabal-cli.jar"), jar);
        for (Path each : List.of(tools, tools.resolve("bin"), tools.resolve("lib"), command, jar)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return command;
    }

    @Test
    void aProxysClientHasItsOwnRights() throws IOException {
        // T-ACL 141
        pabal.admin().sets("/access-rules/smtp", RULES + "192.0.2.1:allow,RELAYCLIENT=\"\"\n192.0.2.2:deny\n");
        try (SmtpClient client = SmtpClient.open(PROXY, pabal.smtpPort())) {
            client.send("PROXY TCP4 192.0.2.1 127.0.0.1 40000 25\r\n");
            client.reply().hears("220");
            client.says("MAIL FROM:<user@local.test>").hears("250");
            client.says("RCPT TO:<user@ext.test>").hears("250");
        }
        try (SmtpClient client = SmtpClient.open(PROXY, pabal.smtpPort())) {
            client.send("PROXY TCP4 192.0.2.2 127.0.0.1 40000 25\r\n");
            assertThat(client.untilClosed()).isEmpty();
        }
        try (SmtpClient client = SmtpClient.open(INTRODUCER, pabal.smtpPort())) {
            client.reply().hears("220");
            client.says("XCLIENT ADDR=192.0.2.2").hears("554");
        }
        awaitLogged("smtpd", "tcpserver: ok [0-9]+ 0:127[.]0[.]0[.]1:25 :192[.]0[.]2[.]1::40000");
        awaitLogged("smtpd", "tcpserver: deny [0-9]+ 0:127[.]0[.]0[.]1:[0-9]+ :192[.]0[.]2[.]2::");
    }

    @Test
    void theImpatientAreTurnedAwayIfTheOperatorWantsIt() throws IOException {
        // T-PIP 42, 44
        pabal.admin().sets("/control/greetdelay", "2\n");
        pabal.admin().sets("/control/pipelining", "strict\n");
        try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, pabal.smtpPort())) {
            client.send("EHLO early.test\r\n");
            client.reply().hears("554 5.5.0");
        }
        try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
            client.send("MAIL FROM:<>\r\nRCPT TO:<user@local.test>\r\nDATA\r\nx\r\n.\r\n");
            assertThat(client.untilClosed()).contains("554 5.5.0").doesNotContain("354");
        }
        pabal.admin().unsets("/control/greetdelay");
        try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, pabal.smtpPort())) {
            client.send("EHLO early.test\r\n");
            client.reply().hears("220");
            client.reply().hears("250");
        }
    }

    @Test
    void allListenersCountForTheReadiness() throws IOException {
        assertThat(pabal.server().settings().ports().submissions()).isPositive();
        try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, lmtp)) {
            client.reply().hears("220");
            client.says("QUIT").hears("221");
        }
        awaitLogged("submissions", "tls failed");
    }
}
