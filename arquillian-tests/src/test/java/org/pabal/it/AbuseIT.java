package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What hostile clients send, row by row (T-… numbers are rows of the catalogue of attacks), where only the whole server can show what
 * becomes of it. Whatever leaves it goes to one sink. At the end nothing may be left of all the sessions.
 */
class AbuseIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PROXY = "127.0.0.5";
    private static final String PASSWORD = "correct horse 7";
    private static final String RULES = "127.0.0.1:allow,RELAYCLIENT=\"\"\n";

    private static int lmtp;
    private static int qmtp;
    private static int qmqp;
    private static Pabal pabal;
    private static Sink sink;
    private static long threads;
    private static long files;

    private final String marker = Marker.fresh();

    @BeforeAll
    static void start() throws Exception {
        lmtp = Ports.anyFree();
        qmtp = lmtp + 1;
        qmqp = lmtp + 2;
        pabal = Pabal.start(
                "abuse",
                settings -> settings.with("pabal.lmtp.port", Integer.toString(lmtp))
                        .with("pabal.qmtp.port", Integer.toString(qmtp))
                        .with("pabal.qmqp.port", Integer.toString(qmqp))
                        .with("pabal.proxy.from", PROXY));
        sink = Sink.start();
        for (String user : List.of("user", "ada")) {
            assertThat(putUser(user, PASSWORD)).isIn(201, 204);
        }
        pabal.admin().sets("/access-rules/submission", "127.0.0.1:allow,CLEARAUTH=\"\"\n:allow\n");
        Path alias = Files.createDirectories(pabal.home().resolve("alias"));
        Files.writeString(alias.resolve(".qmail-drop"), "# taken, and dropped\n");
        Files.writeString(alias.resolve(".qmail-fwd"), "&onward@relay.test\n");
        pabal.accepts("user@local.test", "user@local.test", Marker.message("first"));
        pabal.mailbox().await("first");
        threads = count("task");
        files = count("fd");
    }

    @AfterAll
    static void nothingIsLeftOfAllTheSessions() throws IOException {
        try {
            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                assertThat(count("fd")).isLessThan(files + 40);
                assertThat(count("task")).isLessThan(threads + 40);
            });
            assertThat(Files.readString(pabal.server().log()))
                    .doesNotContain("OutOfMemoryError", "StackOverflowError", "the application failed in a session");
        } finally {
            sink.close();
            pabal.close();
        }
    }

    @BeforeEach
    void everythingLeadsToTheSink() throws IOException {
        sink.answersRecipients(path -> "250 2.1.5 ok");
        pabal.admin().sets("/control/smtproutes", sink.routeOf(""));
        pabal.admin().sets("/access-rules/smtp", RULES);
        pabal.admin().sets("/access-rules/qmtp", RULES);
        pabal.admin().sets("/access-rules/qmqp", RULES);
    }

    @AfterEach
    void theServerIsStillThere() throws IOException {
        pabal.admin().sets("/access-rules/smtp", RULES);
        for (String setting : List.of("percenthack", "rcpthosts", "virtualdomains")) {
            pabal.admin().unsets("/control/" + setting);
        }
        String afterwards = Marker.fresh();
        pabal.accepts("user@local.test", "user@local.test", Marker.message(afterwards));
        pabal.mailbox().await(afterwards);
    }

    private static int putUser(String name, String password) throws IOException {
        return pabal.admin()
                .put(
                        "/domains/local.test/users/" + name,
                        "application/json",
                        "{\"password\":\"" + octets(password) + "\"}")
                .statusCode();
    }

    private static long count(String what) throws IOException {
        long pid = pabal.server().process().orElseThrow().pid();
        try (Stream<Path> entries = Files.list(Path.of("/proc/" + pid, what))) {
            return entries.count();
        }
    }

    /** UTF-8, each octet a character, as the clients of the tests send it. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String net(String text) {
        return text.length() + ":" + text + ",";
    }

    private static SmtpClient submission() throws IOException {
        SmtpClient client = SmtpClient.connect(
                Pabal.RELAY_CLIENT, pabal.server().settings().ports().submission());
        client.says("EHLO client.test").hears("250-");
        return client;
    }

    private static String plain(String name, String password) {
        return "AUTH PLAIN " + base64("\0" + name + "\0" + password);
    }

    private static String log(String service) throws IOException {
        return Files.readString(pabal.home().resolve("log/" + service + "/current"), StandardCharsets.ISO_8859_1);
    }

    @Nested
    class Smuggling {
        @Test
        void failsOnTheWayOutWhateverDoorItCameIn() throws IOException {
            // T-SMG 14: lines of a netstring end in LF, so that a dot alone is a line of content
            String content = """
                    Subject: %s

                    a
                    .
                    MAIL FROM:<evil@ext.test>
                    RCPT TO:<x@relay.test>
                    DATA
                    .
                    """.formatted(marker);
            try (SmtpClient client = SmtpClient.open(Pabal.RELAY_CLIENT, qmtp)) {
                client.send(net("\n" + content) + net("user@local.test") + net(net("a@relay.test")) + "x");
                assertThat(client.untilClosed()).contains(":Kok ");
            }
            String wire = sink.await(marker).wire();
            assertThat(wire.indexOf("\r\n.\r\n")).isEqualTo(wire.length() - 5);
            assertThat(wire).contains("\r\n\r\na\r\n..\r\nMAIL FROM:");
            assertThat(wire.replace("\r\n", "")).doesNotContain("\r", "\n");
            assertThat(sink.commands()).noneMatch(command -> command.contains("evil@ext.test"));
        }

        @Test
        void failsThroughAForwardOfABinaryMessage() throws IOException {
            // T-SMG 14: a bare CR is stored, and forwarded by a .qmail file to a hop without BINARYMIME
            String content = "Subject: " + marker + "\r\n\r\na\r.\r\nMAIL FROM:<evil@ext.test>\r\n.\n\r\n";
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.says("MAIL FROM:<user@local.test> BODY=BINARYMIME").hears("250");
                client.says("RCPT TO:<fwd@local.test>").hears("250");
                client.send("BDAT " + content.length() + " LAST\r\n" + content);
                client.reply().hears("250");
            }
            assertThat(pabal.mailbox().await("<onward@relay.test>:")).contains("Status: 5.6.3\n", marker);
            assertThat(sink.received()).noneMatch(received -> received.wire().contains(marker));
            assertThat(sink.commands()).noneMatch(command -> command.contains("evil@ext.test"));
        }

        @Test
        void isNotHelpedByAContentThatBeginsWithAnEmptyLine() throws IOException {
            // T-SMG 21
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.opens("sender@ext.test", "user@local.test");
                client.send("\r\n..\r\nSubject: " + marker + "\r\n.\r\n");
                client.reply().hears("250");
            }
            assertThat(pabal.mailbox().await(marker)).endsWith("\n\n.\nSubject: " + marker + "\n");
        }
    }

    @Nested
    class OurFields {
        private static final String RECEIVED = """
                Return-Path: <s@ext.test>
                Delivered-To: user@local.test
                Received: from %s \\(\\[127[.]0[.]0[.]2]\\)
                  by [a-z0-9.-]+ with E?SMTP id [0-9]+; [^\\n]{20,40}
                """;

        private String receivedAs(String hello) throws IOException {
            try (SmtpClient client = pabal.connect(Pabal.STRANGER)) {
                client.says(hello).hears("250");
                client.hands("s@ext.test", "user@local.test", Marker.message(marker))
                        .hears("250");
            }
            return pabal.mailbox().await(marker);
        }

        @ParameterizedTest(name = "T-INJ 148: {0}")
        @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                EHLO a (b) by c; Mon, 1 Jan 2001 00:00:00 +0000 | a[?]+b[?]+by[?]c[?]+Mon.*
                EHLO [127.0.0.2]                                | \\[127[.]0[.]0[.]2]
                EHLO [IPv6:::1]                                 | \\[IPv6:::1]
                EHLO [127.0.0.1] (really)                       | [?]127[.]0[.]0[.]1[?]+really[?]
                HELO $(id)`id`                                  | [?]+id[?]+id[?]
                EHLO ${jndi:ldap://x}                           | [?]+jndi[?]ldap[?]//x[?]
                EHLO x\u001b[2J\u0007                           | x[?]+2J
                EHLO \u00e9                                     | [?]
                """)
        void nameAPeerWithoutBelievingIt(String hello, String shown) throws IOException {
            assertThat(receivedAs(hello)).containsPattern("^" + RECEIVED.formatted(shown) + "From: Sender");
        }

        @Test
        void haveLinesOfALimitedLength() throws IOException {
            // T-INJ 148, M59
            assertThat(receivedAs("EHLO " + "x".repeat(900)).lines().limit(6)).allMatch(line -> line.length() < 998);
        }

        @ParameterizedTest(name = "T-INJ 148: a content that begins with {0}")
        @ValueSource(strings = {" ", "\t", "  by forged.test; x", " \r\nX-Forged: yes"})
        void areNotContinuedByTheContent(String start) throws IOException {
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.opens("s@ext.test", "user@local.test");
                client.send(start + "\r\nSubject: " + marker + "\r\n.\r\n");
                client.reply().hears("250");
            }
            assertThat(pabal.mailbox().await(marker))
                    .containsPattern("^" + RECEIVED.formatted("client[.]test") + "\n[ \t]")
                    .endsWith("\n\n" + start.replace("\r", "") + "\nSubject: " + marker + "\n");
        }

        @ParameterizedTest(name = "T-INJ 149, T-PRG 168: {0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                "a b"@ext.test                       | "a b"@ext.test
                "a>\\u0020X-Evil: 1 <b"@ext.test     | "a>u0020X-Evil: 1 <b"@ext.test
                "a\\"b\\\\c"@ext.test                | "a\\"b\\\\c"@ext.test
                "\\a"@ext.test                       | a@ext.test
                `id`@ext.test                        | `id`@ext.test
                "$(id)"@ext.test                     | "$(id)"@ext.test
                ";id;"@ext.test                      | ";id;"@ext.test
                "() { :;}; id"@ext.test              | "() { :;}; id"@ext.test
                "';drop table queued_message;--"@ext.test | "';drop table queued_message;--"@ext.test
                ${jndi}@ext.test                     | ${jndi}@ext.test
                -oQ/tmp@ext.test                     | -oQ/tmp@ext.test
                @x.test:s@ext.test                   | s@ext.test
                """)
        void giveTheSenderBackAsItWas(String sender, String shown) throws IOException {
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.hands(sender, "user@local.test", Marker.message(marker)).hears("250");
            }
            assertThat(pabal.mailbox().await(marker))
                    .startsWith("Return-Path: <" + shown + ">\nDelivered-To: user@local.test\nReceived: from ");
        }
    }

    @Nested
    class Logs {
        private static final String LINE = "@[0-9a-f]{24} (tcpserver|smtpd|rblsmtpd): [\\x20-\\x7e]*";

        @Test
        void haveOneLineForEachThingThatHappened() throws IOException {
            // T-INJ 153, T-CHR 84
            try (ServerSocket directory = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                directory.setSoTimeout(3_000);
                String lookup = "${jndi:ldap://127.0.0.1:" + directory.getLocalPort() + "/x}%n{}{0}%s";
                try (SmtpClient client = pabal.connect(Pabal.RELAY_CLIENT)) {
                    client.says("EHLO " + lookup + "\u001b]0;owned\u0007").hears("250");
                    client.says("MAIL FROM:<\"" + lookup + "\"@ext.test> SMTPUTF8")
                            .hears("250");
                    client.says("RCPT TO:<drop@local.test>").hears("250");
                    client.says("RCPT TO:<\"" + lookup + "\"@local.test>").hears("550");
                    client.says("RCPT TO:<" + octets("a\u2028b\u202e@local.test") + ">")
                            .hears("550");
                    client.says("DATA").hears("354");
                    client.send("Subject: " + lookup + "\u001b[2J\r\n\r\n.\r\n");
                    client.reply().hears("250");
                }
                try (SmtpClient client = submission()) {
                    client.says(plain("user\nsmtpd: 1 msg 2 bytes 3 from <forged> to", "x"))
                            .hears("535");
                    client.says(plain("user\r@4000000000000000\u001b[2J " + lookup, "x"))
                            .hears("535");
                    client.says(plain("u\u2028\u0085er", "x")).hears("535");
                }
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(log("submission"))
                                .contains("user/smtpd:?1?msg?2")
                                .contains("jndi"));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(log("smtpd")).contains("jndi"));
                for (String service : List.of("smtpd", "submission", "lmtp", "qmtp", "qmqp")) {
                    assertThat(log(service).lines()).allMatch(line -> line.matches(LINE));
                }
                assertThat(log("submission").lines()).noneMatch(line -> line.matches("@[0-9a-f]+ smtpd: 1 msg.*"));
                assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(directory::accept);
            }
        }

        @Test
        void haveNoSecretsNorHasTheHeap() throws Exception {
            // T-AUT 200: a password that only a session has seen
            String secret = "hush" + marker.replace("-", "") + "hush";
            try (SmtpClient client = submission()) {
                client.says(plain("user@local.test", secret)).hears("535");
                client.says("AUTH LOGIN " + base64("user@local.test")).hears("334");
                client.says(base64(secret)).hears("535");
                client.says("AUTH PLAIN "
                                + base64("\0user@local.test\0" + secret).replace("=", ""))
                        .hears("5");
                client.says("QUIT").hears("221");
            }
            // the container keeps the parameters of its last call
            try (SmtpClient client = submission()) {
                client.says(plain("user@local.test", PASSWORD)).hears("235");
                client.says("QUIT").hears("221");
            }
            long pid = pabal.server().process().orElseThrow().pid();
            Path dump = pabal.home().resolveSibling("heap.hprof");
            String jcmd =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            assertThat(Programs.run(jcmd, Long.toString(pid), "Thread.print").output())
                    .doesNotContain(secret);
            assertThat(Programs.run(jcmd, Long.toString(pid), "GC.heap_dump", "-overwrite", dump.toString())
                            .exitCode())
                    .isZero();
            try {
                String heap = Files.readString(dump, StandardCharsets.ISO_8859_1);
                assertThat(heap.contains("org/pabal/connector")).isTrue();
                assertThat(heap.contains(secret)).isFalse();
                assertThat(heap.contains(base64(secret))).isFalse();
                assertThat(heap.contains(base64("\0user@local.test\0" + secret)))
                        .isFalse();
            } finally {
                Files.delete(dump);
            }
            for (String service : List.of("submission", "smtpd")) {
                assertThat(log(service)).doesNotContain(secret, base64(secret));
            }
            assertThat(Files.readString(pabal.server().log())).doesNotContain(secret, base64(secret));
        }
    }

    @Nested
    class Relaying {
        private void refuses(SmtpClient client, String recipient) throws IOException {
            client.says("MAIL FROM:<spam@local.test>").hears("250");
            client.says("RCPT TO:<" + recipient + ">").hears("5");
            client.says("DATA").hears("5");
            client.says("BDAT 6 LAST\r\nQUIT\r\nRSET\r\nNOOP").hears("5");
            client.reply().hears("250");
            client.reply().hears("250");
        }

        @ParameterizedTest(name = "T-ADR 94, T-RLY 120-122, percenthack: {0}")
        @ValueSource(
                strings = {
                    "user%ext.test@local.test",
                    "\"user%ext.test\"@local.test",
                    "user%ext.test%local.test@local.test",
                    "user%[192.0.2.1]@local.test",
                    "user%ext.test@[127.0.0.1]",
                    "user%ext.test@localhost",
                    "@local.test:user%ext.test@local.test",
                    "user%xn--bcher-kva.test@local.test"
                })
        void isNoMatterOfPercentSigns(String recipient) throws IOException {
            pabal.admin().sets("/control/percenthack", "local.test\nlocalhost\n");
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                refuses(client, recipient);
            }
            assertThat(sink.received()).noneMatch(received -> received.sender().equals("spam@local.test"));
        }

        @ParameterizedTest(name = "T-ACL 144: rcpthosts {0}")
        @ValueSource(strings = {"(missing)", "\n", "# nothing\n", "elsewhere.test\n"})
        void isNotOpenedByAnEmptyList(String hosts) throws IOException {
            if (!hosts.equals("(missing)")) {
                pabal.admin().sets("/control/rcpthosts", hosts);
            }
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                refuses(client, "user@ext.test");
            }
        }

        @Test
        void endsInOurOwnRulesBelowAWildcard() throws IOException {
            // T-RLY 132, 133
            pabal.admin().sets("/control/rcpthosts", "local.test\n.local.test\n");
            pabal.admin().sets("/control/virtualdomains", ".local.test:nobody\n");
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                refuses(client, "user@ext.test.local.test");
                refuses(client, "user@local.test.ext.test");
                refuses(client, "user@xlocal.test");
            }
        }

        @Test
        void getsItsSuffixOnce() throws IOException {
            // T-ACL 142
            pabal.admin().sets("/access-rules/smtp", "127.0.0.1:allow,RELAYCLIENT=\"@fixme.test\"\n");
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test>").hears("250");
                client.says("RCPT TO:<a@relay.test>").hears("250");
                client.says("RCPT TO:<b@fixme.test>").hears("250");
                client.says("DATA").hears("354");
                client.send(Marker.message(marker) + ".\r\n");
                client.reply().hears("250");
            }
            List<String> seen = new ArrayList<>(sink.await(marker).recipients());
            assertThat(seen).allMatch(recipient -> recipient.endsWith("\"@fixme.test"));
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                refuses(client, "\"a@relay.test\"@fixme.test");
                refuses(client, "a@fixme.test");
            }
        }

        @Test
        void isForNobodyByTheOtherProtocolsEither() throws IOException {
            // T-RLY 112-136 by LMTP, QMTP and QMQP
            List<String> recipients = List.of(
                    "user@ext.test",
                    "user%ext.test@ext2.test",
                    "user@ext.test@[192.0.2.1]",
                    "user@local.test.ext.test",
                    "user@xlocal.test");
            for (String recipient : recipients) {
                try (SmtpClient client = SmtpClient.connect(Pabal.STRANGER, lmtp)) {
                    client.says("LHLO client.test").hears("250");
                    refuses(client, recipient);
                }
                try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, qmtp)) {
                    client.send(net("\nx\n") + net("spam@local.test") + net(net(recipient)) + "x");
                    assertThat(client.untilClosed()).matches("[0-9]+:D.*,");
                }
            }
            try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, qmqp)) {
                client.send(net(net("x\n") + net("spam@local.test") + net("user@ext.test")));
                assertThat(client.untilClosed()).isEmpty();
            }
            assertThat(sink.received()).noneMatch(received -> received.sender().equals("spam@local.test"));
        }

        @Test
        void isNoMatterOfWhatAPeerCallsItself() throws IOException {
            // T-RLY 137, T-ACL 141
            pabal.admin().sets("/access-rules/smtp", RULES + "10.:allow,RELAYCLIENT=\"\"\n");
            for (String hello : List.of("localhost", "local.test", "[127.0.0.1]", "[10.1.2.3]", "10.1.2.3")) {
                try (SmtpClient client = pabal.connect(Pabal.STRANGER)) {
                    client.says("EHLO " + hello).hears("250");
                    refuses(client, "user@ext.test");
                }
            }
            try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, pabal.smtpPort())) {
                client.send("PROXY TCP4 10.1.2.3 127.0.0.1 40000 25\r\n");
                client.reply().hears("220");
                client.reply().hears("502");
                client.says("XCLIENT ADDR=10.1.2.3").hears("550");
                refuses(client, "user@ext.test");
            }
            for (String peer : List.of("110.1.2.3", "10.1.2.3")) {
                try (SmtpClient client = SmtpClient.open(PROXY, pabal.smtpPort())) {
                    client.send("PROXY TCP4 " + peer + " 127.0.0.1 40000 25\r\n");
                    client.reply().hears("220");
                    client.says("MAIL FROM:<spam@local.test>").hears("250");
                    client.says("RCPT TO:<user@ext.test>").hears(peer.startsWith("10.") ? "250" : "553");
                }
            }
            // T-RLY 140: an IPv4 address in IPv6's clothes is that address
            try (SmtpClient client = SmtpClient.open(PROXY, pabal.smtpPort())) {
                client.send("PROXY TCP6 ::ffff:10.1.2.3 ::1 40000 25\r\n");
                client.reply().hears("220");
                client.says("MAIL FROM:<spam@local.test>").hears("250");
                client.says("RCPT TO:<user@ext.test>").hears("250");
            }
        }
    }

    @Nested
    class Users {
        @ParameterizedTest(name = "T-ACL 146: {0}")
        @ValueSource(
                strings = {
                    "ada@local.test",
                    "ADA@LOCAL.TEST",
                    "\"ada\"@local.test",
                    "\"a\\da\"@local.test",
                    "@x.test:ada@local.test",
                    "ada@localhost",
                    "ada@[127.0.0.1]",
                    "nobody-here@local.test",
                    "postmaster@local.test",
                    "mailer-daemon@local.test"
                })
        void sendAsThemselves(String sender) throws IOException {
            // the postmaster's mail is the user's, so that he may speak for him
            boolean own = sender.startsWith("postmaster") || sender.startsWith("mailer-daemon");
            try (SmtpClient client = submission()) {
                client.says(plain("user@local.test", PASSWORD)).hears("235");
                client.says("MAIL FROM:<" + sender + ">").hears(own ? "" : "553 5.7.1");
            }
        }

        @Test
        void haveTheWholeOfTheirPassword() throws IOException {
            // T-AUT 198
            String start = "0123456789".repeat(7) + "ab";
            String password = start + "c and more";
            assertThat(putUser("long", password)).isIn(201, 204);
            assertThat(putUser("umlaut", "p\u00e4ssw\u00f6rd 77")).isIn(201, 204);
            try (SmtpClient client = submission()) {
                client.says(plain("long@local.test", start)).hears("535");
                client.says(plain("long@local.test", start + "c")).hears("535");
                client.says(plain("long@local.test", password + "\0")).hears("501 5.5.2");
                client.says(plain("long@local.test", "x".repeat(1025))).hears("501 5.5.2");
            }
            try (SmtpClient client = submission()) {
                client.says(plain("long@local.test", "x".repeat(100_000))).hears("500 5.5.2");
                client.says(plain("long@local.test", password)).hears("235");
            }
            try (SmtpClient client = submission()) {
                client.says(plain("umlaut@local.test", "pa\u0308sswo\u0308rd 77"))
                        .hears("235");
            }
        }

        @Test
        void areGoneWhenTheyAre() throws IOException {
            // T-AUT 201
            assertThat(putUser("leaver", PASSWORD)).isIn(201, 204);
            try (SmtpClient client = submission()) {
                client.says(plain("leaver@local.test", PASSWORD)).hears("235");
            }
            assertThat(pabal.admin()
                            .call("DELETE", "/domains/local.test/users/leaver", "", "")
                            .statusCode())
                    .isEqualTo(204);
            try (SmtpClient client = submission()) {
                client.says(plain("leaver@local.test", PASSWORD)).hears("535 5.7.8 authentication failed");
                client.says("MAIL FROM:<leaver@local.test>").hears("530");
            }
        }
    }

    @Nested
    class Recipients {
        @ParameterizedTest(name = "T-PTH 156, 158, T-ADR 104, 106, T-INJ 154: {0}")
        @ValueSource(
                strings = {
                    "../../etc/cron.d/x@local.test",
                    "\"../../etc/cron.d/x\"@local.test",
                    "a/../b@local.test",
                    "a%2f..@local.test",
                    "\"a\\\\..\\\\b\"@local.test",
                    ".@local.test",
                    "..@local.test",
                    "\"..\"@local.test",
                    "\".\"@local.test",
                    "new/x@local.test",
                    "users/user@local.test",
                    "user/@local.test",
                    "/user@local.test",
                    "|/bin/sh@local.test",
                    "&x@local.test",
                    "\"./Maildir/\"@local.test",
                    "-f@local.test",
                    "--help@local.test",
                    "alias-drop@local.test",
                    "user-@local.test",
                    "-user@local.test",
                    "'--@local.test",
                    "\"' or 1=1 --\"@local.test",
                    "\"user \"@local.test",
                    "\" user\"@local.test",
                    "a@../../tmp",
                    "user@127.1",
                    "user@[::1]",
                    "user@192.0.2.1",
                    "user@[192.0.2.1]"
                })
        void areMailboxesOrNothing(String recipient) throws IOException {
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.says("MAIL FROM:<s@ext.test>").hears("250");
                client.says("RCPT TO:<" + recipient + ">").hears("5");
                client.says("RCPT TO:<" + recipient + "> NOTIFY=NEVER").hears("5");
            }
        }

        @ParameterizedTest(name = "T-ADR 96, 102, 104, 109, 110: {0}")
        @ValueSource(
                strings = {
                    "user@local.test",
                    "USER@Local.Test",
                    "\"user\"@local.test",
                    "user@localhost",
                    "user@[127.0.0.1]",
                    "user@[IPv6:::ffff:127.0.0.1]",
                    "postmaster",
                    "PostMaster@local.test",
                    "@ext.test:user@local.test"
                })
        void areTheSameMailboxHoweverTheyAreWritten(String recipient) throws IOException {
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.hands("s@ext.test", recipient, Marker.message(marker)).hears("250");
            }
            pabal.mailbox().await(marker);
        }

        @Test
        void mayBeAThousandOfAThousandDomains() throws IOException {
            // T-LIM 53, 54, 62
            Instant began;
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<>").hears("250");
                for (int i = 0; i < 1000; i++) {
                    client.says("RCPT TO:<r" + i + "@d" + i + ".test>").hears("250");
                }
                client.says("RCPT TO:<r1000@d1000.test>").hears("452 4.5.3");
                client.says("DATA").hears("354");
                began = Instant.now();
                client.send(Marker.message(marker) + ".\r\n");
                client.reply().hears("250");
            }
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
            // other mail does not wait for all of that
            String other = Marker.fresh();
            pabal.accepts("", "other@relay.test", Marker.message(other));
            sink.await(other);
            await().atMost(PATIENCE)
                    .until(() -> sink.received().stream()
                                    .filter(received -> received.wire().contains(marker))
                                    .flatMap(received -> received.recipients().stream())
                                    .distinct()
                                    .count()
                            == 1000);
        }

        @Test
        void whoAreHereForTheHostAreReachedByEverybody() throws IOException {
            // T-BNC 182: by peers and senders that are blocked, by newcomers, and by bounces
            pabal.admin()
                    .sets(
                            "/access-rules/smtp",
                            "127.0.0.7:allow,RBLSMTPD=\"-blocked\"\n127.0.0.8:allow,RELAYCLIENT=\"\",RBLSMTPD=\"-blocked\"\n");
            pabal.admin().sets("/control/greylist", "delay 1h\n");
            pabal.admin().sets("/control/badmailfrom", "spam@ext.test\n");
            Files.writeString(pabal.home().resolve("alias/.qmail-abuse"), "# read\n");
            try {
                for (String peer : List.of("127.0.0.7", Pabal.STRANGER)) {
                    for (String sender : List.of("spam@ext.test", "new@ext.test", "")) {
                        try (SmtpClient client = pabal.session(peer)) {
                            client.says("MAIL FROM:<" + sender + ">").hears("250");
                            client.says("RCPT TO:<postmaster>").hears("250");
                            client.says("RCPT TO:<Postmaster@local.test>").hears("250");
                            client.says("RCPT TO:<ABUSE@local.test>").hears("250");
                            assertThat(client.says("RCPT TO:<user@local.test>").text())
                                    .containsPattern("^[45]");
                            client.says("RCPT TO:<postmaster@ext.test>").hears("553");
                        }
                    }
                }
                try (SmtpClient client = pabal.session("127.0.0.8")) {
                    client.says("MAIL FROM:<>").hears("250");
                    client.says("RCPT TO:<postmaster@ext.test>").hears("553 5.7.1 blocked");
                }
            } finally {
                pabal.admin().unsets("/control/greylist");
                pabal.admin().unsets("/control/badmailfrom");
            }
        }

        @Test
        void mayBeTheSameAThousandTimes() throws IOException {
            // T-LIM 56: as many copies, as from qmail
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.says("MAIL FROM:<>").hears("250");
                client.send("RCPT TO:<drop@local.test>\r\n".repeat(1000));
                for (int i = 0; i < 1000; i++) {
                    client.reply().hears("250");
                }
                client.says("DATA").hears("354");
                client.send(Marker.message(marker) + ".\r\n");
                client.reply().hears("250");
            }
            pabal.admin().awaitEmptyQueue();
        }
    }

    @Nested
    class Reports {
        @ParameterizedTest(name = "T-BNC {0}: a thousand recipients, {1}")
        @CsvSource({
            "181, 550 5.1.1 no such user, ''",
            "185, 250 2.1.5 ok, ' NOTIFY=SUCCESS'",
        })
        void ofAThousandRecipientsAreOne(int row, String reply, String parameter) throws IOException {
            sink.answersRecipients(path -> reply);
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test> ENVID=" + marker).hears("250");
                for (int i = 0; i < 1000; i++) {
                    client.says("RCPT TO:<r" + i + "-" + marker + "@relay.test>" + parameter)
                            .hears("250");
                }
                client.says("DATA").hears("354");
                String forged = """
                        From: forged@ext.test
                        Reply-To: forged@ext.test
                        Errors-To: forged@ext.test
                        Disposition-Notification-To: forged@ext.test
                        Return-Path: <forged@ext.test>

                        .
                        """;
                client.send(forged.replace("\n", "\r\n"));
                client.reply().hears("250");
            }
            String report = pabal.mailbox().await("Original-Envelope-Id: " + marker);
            assertThat(report.split("\nFinal-Recipient: ", -1)).hasSize(1001);
            assertThat(report).startsWith("Return-Path: <>\nDelivered-To: user@local.test\n");
            // T-DSN 222: to the reverse-path and to nobody else
            pabal.admin().awaitEmptyQueue();
            assertThat(sink.received())
                    .noneMatch(received -> received.recipients().contains("forged@ext.test"));
        }

        @Test
        void ofALargeMessageHaveItsHeaderSection() throws IOException {
            // T-DSN 221
            sink.answersRecipients(path -> "550 5.1.1 no such user");
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test> RET=FULL").hears("250");
                client.says("RCPT TO:<large-" + marker + "@relay.test>").hears("250");
                client.says("DATA").hears("354");
                client.send("Subject: large\r\n\r\n" + ("body".repeat(19) + "\r\n").repeat(150_000) + ".\r\n");
                client.reply().hears("250");
            }
            assertThat(pabal.mailbox().await("<large-" + marker + "@relay.test>:"))
                    .contains("text/rfc822-headers", "Subject: large")
                    .doesNotContain("bodybody")
                    .hasSizeLessThan(10_000);
        }

        @Test
        void areNotMadeForTheUnknown() throws IOException {
            // T-BNC 178: refused at RCPT, so that there is nothing to bounce
            for (int session = 0; session < 20; session++) {
                try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                    client.says("MAIL FROM:<victim-" + marker + "@ext.test>").hears("250");
                    for (int i = 0; i < 5; i++) {
                        client.says("RCPT TO:<unknown" + i + "@local.test>").hears("550 5.1.1");
                    }
                    client.says("DATA").hears("554");
                }
            }
            assertThat(pabal.admin()
                            .get("/queue/messages?recipient=victim-" + marker + "@ext.test")
                            .body())
                    .doesNotContain("victim-");
        }
    }

    @Nested
    class Octets {
        @ParameterizedTest(name = "T-CHR 76, 77, 84, 85: {index}")
        @ValueSource(
                strings = {
                    "\u00ef\u00bb\u00bfX-Bom: x\r\n\r\nbody",
                    "X-Eight: \u00e4\u00ff\u0080\r\n\r\n\u00c0\u00af\u00ed\u00a0\u0080",
                    "X-Escape: \u001b]0;owned\u0007\u007f\u0008\r\n\r\n\u0001\u0002\u001b[2J",
                    "\u00c8\u0085\u0093\u0093\u0096\u0015",
                    "X-Empty:\r\n\r\n \t \r\n\u000b\u000c"
                })
        void passAsTheyAre(String content) throws IOException {
            for (String parameter : List.of("", " BODY=8BITMIME")) {
                String mine = Marker.fresh();
                String sent = "X-Marker: " + mine + "\r\n" + content + "\r\n";
                try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                    client.says("MAIL FROM:<s@ext.test>" + parameter).hears("250");
                    client.says("RCPT TO:<user@local.test>").hears("250");
                    client.says("DATA").hears("354");
                    client.send(sent + ".\r\n");
                    client.reply().hears("250");
                }
                assertThat(pabal.mailbox().await(mine)).endsWith("\n" + sent.replace("\r\n", "\n"));
            }
        }
    }

    @Nested
    class Floods {
        @Test
        void ofConnectionsLeaveNothing() throws IOException {
            // T-DOS 66
            for (int i = 0; i < 3000; i++) {
                SmtpClient.open(Pabal.STRANGER, i % 3 == 0 ? qmtp : pabal.smtpPort())
                        .close();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> count("fd") < files + 40);
        }

        @Test
        void ofSlowContentsDoNotSlowOtherMail() throws IOException {
            // T-DOS 70: more than there are connections to the database, each with pieces of content in it already
            Duration undisturbed = slowestOfAHundred();
            List<SmtpClient> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 120; i++) {
                    SmtpClient client = pabal.session(Pabal.STRANGER);
                    slow.add(client);
                    client.opens("slow@ext.test", "drop@local.test");
                    client.send("Subject: slow\r\n\r\n" + ("x".repeat(98) + "\r\n").repeat(3000));
                }
                assertThat(slowestOfAHundred())
                        .isLessThan(undisturbed.multipliedBy(5).plusSeconds(1));
            } finally {
                for (SmtpClient client : slow) {
                    client.close();
                }
            }
        }

        /** @return how long the slowest but one of a hundred messages took */
        private Duration slowestOfAHundred() throws IOException {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Instant began = Instant.now();
                pabal.accepts("", "drop@local.test", Marker.message(marker));
                times.add(Duration.between(began, Instant.now()));
            }
            return times.stream().sorted().toList().get(98);
        }

        @Test
        void ofIdleSessionsDoNotKeepOthersOut() throws IOException {
            // T-DOS 64
            List<SmtpClient> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 1000; i++) {
                    idle.add(SmtpClient.connect(Pabal.STRANGER, pabal.smtpPort()));
                }
                pabal.accepts("", "drop@local.test", Marker.message(marker));
                assertThat(pabal.admin().get("/status").statusCode()).isEqualTo(200);
                assertThat(count("task")).isLessThan(threads + 40);
            } finally {
                for (SmtpClient client : idle) {
                    client.close();
                }
            }
        }
    }
}
