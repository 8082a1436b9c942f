package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.smtp.Authentication;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;

/** What hostile clients send, row by row (T-… numbers are rows of the catalogue of attacks), where it takes a socket to show. */
class AbuseSessionsTest extends ListenerTestCase {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String net(String text) {
        return text.length() + ":" + text + ",";
    }

    private void endsWith(End end) {
        await().atMost(PATIENCE).until(() -> !application.ended.isEmpty());
        assertThat(application.ended).extracting(SessionSummary::end).containsExactly(end);
        await().until(() -> openSessions() == 0);
    }

    /** Says one piece after the other, a little apart, until the server has had enough. */
    private void drips(Client client, String piece) {
        await().pollInterval(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> {
            try {
                client.says(piece);
                return !application.ended.isEmpty();
            } catch (IOException over) {
                return true;
            }
        });
    }

    @Nested
    class Smuggling {
        /** Everything up to three octets of CR, LF, NUL and dots that an end of data could be mistaken for, and what is none of them. */
        static Stream<String> falseEnds() {
            List<String> alphabet = List.of("\r", "\n", "\r\n", ".", "\0");
            return alphabet.stream()
                    .flatMap(a ->
                            alphabet.stream().flatMap(b -> alphabet.stream().map(c -> a + b + c)))
                    .filter(end -> end.replace("\r\n", "").chars().anyMatch(c -> c != '.'))
                    // at the start of a line the true end
                    .filter(end -> !end.startsWith(".\r\n"))
                    .map(end -> end.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0"));
        }

        @ParameterizedTest(name = "T-SMG 1-13, 22: {0}")
        @MethodSource("falseEnds")
        void neverMakesTwoMessagesInBodyOrHeader(String escaped) throws ResourceException, IOException {
            String end = escaped.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
            String smuggled = "MAIL FROM:<s@ext.test>\r\nRCPT TO:<user@local.test>\r\nDATA\r\nx\r\n.\r\n";
            int port = activate();
            for (String start : List.of("A", "A\r\n", "Subject: a\r\n b")) {
                try (Client client = Client.greeted(port)) {
                    assertThat(client.inData().says(start + end + smuggled).rest())
                            .startsWith("554 5.6.0 ")
                            .hasLineCount(1);
                }
            }
            assertThat(application.messages).isEmpty();
        }

        @ParameterizedTest(name = "T-SMG 24: {0}")
        @MethodSource("falseEnds")
        void neverMakesTwoCommands(String escaped) throws ResourceException, IOException {
            String end = escaped.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
            if (end.startsWith("\r\n")) {
                // the first command is over
                return;
            }
            int port = activate();
            for (String command : List.of("NOOP", "EHLO x", "MAIL FROM:<>", "HELP ", "AUTH PLAIN ", "VRFY x")) {
                try (Client client = Client.greeted(port)) {
                    String said =
                            client.says(command + end + "RSET\r\nQUIT\r\n").rest();
                    assertThat(said).startsWith("500 5.5.2").hasLineCount(1);
                }
            }
        }

        @Test
        void isNotHelpedByAnEndInTheMiddleOfAnOverlongLine() throws ResourceException, IOException {
            // T-LIM 50: the rest of the line is skipped, and is no command
            int port = activate();
            for (int length : new int[] {1023, 1024, 1025, 2000, 12_288, 65_536}) {
                try (Client client = Client.greeted(port)) {
                    client.says("NOOP " + "x".repeat(length - 5) + "MAIL FROM:<>\r\nNOOP\r\n")
                            .hears("500 5.5.2")
                            .hears("250 2.0.0 ok")
                            .says("RCPT TO:<user@local.test>", "503");
                    client.says("NOOP " + "x".repeat(length) + "\nRSET\r\n")
                            .hears("500 5.5.2")
                            .hearsNothingMore();
                }
            }
        }
    }

    @Nested
    class CommandLengths {
        @ParameterizedTest(name = "T-LIM 50: {0} octets")
        @CsvSource({
            "512, 250",
            "513, 250",
            "1000, 250",
            "1001, 250",
            "1024, 250",
            "1025, 500",
            "12288, 500",
            "10000000, 500"
        })
        void areLimited(int octets, String code) throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                client.says("NOOP " + "x".repeat(octets - 7) + "\r\n")
                        .hears(code)
                        .says("NOOP", "250");
            }
        }
    }

    @Nested
    class ByTls {
        @ParameterizedTest(name = "T-TLS 34: {0}")
        @CsvSource(delimiter = '|', textBlock = """
                AUTH LOGIN         | 334
                AUTH PLAIN         | 334
                AUTH SCRAM-SHA-256 | 334
                """)
        void isNothingToAskForDuringALogin(String command, String reply) throws ResourceException, IOException {
            spec.setTls("starttls");
            spec.setHome("target/abuse-home");
            application.authentication = new Authentication.Offered(true);
            try (Client client = Client.greeted(activate())) {
                client.says(command, reply).says("STARTTLS", "501 5.5.2").says("NOOP", "250");
            }
            assertThat(application.handshakes).isEmpty();
        }

        @Test
        void isContentInAContent() throws ResourceException, IOException {
            // T-TLS 34
            spec.setTls("starttls");
            spec.setHome("target/abuse-home");
            try (Client client = Client.greeted(activate())) {
                client.inData().says("STARTTLS\r\n.\r\n").hears("250 2.0.0 ok");
                client.says("MAIL FROM:<>", "250").says("RCPT TO:<user@local.test>", "250");
                client.says("BDAT 10\r\nSTARTTLS\r\n").hears("250").says("STARTTLS", "220");
                client.handshakes("TLSv1.3").says("BDAT 0 LAST", "503 5.5.1 MAIL first");
            }
            assertThat(application.messages).extracting("content").containsExactly("STARTTLS\n");
            assertThat(application.aborted).hasValue(1);
        }

        @ParameterizedTest(name = "T-TLS 26, 28: {0}")
        @ValueSource(
                strings = {
                    "EHLO x\r\nAUTH PLAIN AGEAYg==\r\nMAIL FROM:<a@ext.test>\r\nRCPT TO:<user@local.test>\r\nDATA\r\n",
                    "\r\n",
                    "\n",
                    "\0",
                    "QUIT\r\n",
                    "\u0016\u0003\u0001"
                })
        void neverFollowsOnWhatCameInClear(String injected) throws ResourceException, IOException {
            spec.setTls("starttls");
            spec.setHome("target/abuse-home");
            try (Client client = Client.greeted(activate())) {
                client.says("STARTTLS\r\n" + injected).hears("554 5.5.0").hearsNothingMore();
            }
            assertThat(application.handshakes).isEmpty();
        }
    }

    @Nested
    class OfOtherProtocols {
        @ParameterizedTest(name = "T-TLS 36: {0}")
        @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"})
        void noBodyIsObeyed(String method) throws ResourceException, IOException {
            String body = "EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<user@local.test>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n";
            try (Client client = new Client(activate()).hears("220")) {
                String said = client.says(
                                method + " / HTTP/1.1\r\nHost: mx.local.test\r\nContent-Length: 80\r\n\r\n" + body)
                        .rest();
                assertThat(said).startsWith("554").hasLineCount(1);
            }
            assertThat(application.messages).isEmpty();
        }

        @ParameterizedTest(name = "T-TLS 36, T-PIP 42: {index}")
        @ValueSource(
                strings = {
                    "\u0016\u0003\u0001\u0000\u00f4\u0001\u0000\u0000\u00f0\u0003\u0003",
                    "\u0000\u0000\u0000\u0008\u0004\u00d2\u0016/",
                    "SSH-2.0-x\r\n\u0000\u0000\r\n",
                    "\u0005\u0001\u0000",
                    "\u0003\u0000\u0000\u0013\u000e\u00e0\r\n"
                })
        void noOctetsHoldASession(String octets) throws ResourceException, IOException {
            spec.setRequestSeconds("1");
            try (Client client = new Client(activate()).hears("220")) {
                assertThat(client.says(octets).rest())
                        .matches("(?s)(500 5[^\r]*\r\n|502 5[^\r]*\r\n|421 4[^\r]*\r\n)+");
            }
            await().atMost(PATIENCE).until(() -> openSessions() == 0);
        }
    }

    @Nested
    class Sizes {
        @Test
        void declaredAreHintsOnly() throws ResourceException, IOException {
            // T-LIM 57, 58, M65, M66
            application.maxOctets = 100_000;
            try (Client client = Client.greeted(activate())) {
                String line = "x".repeat(98) + "\r\n";
                for (int lines : new int[] {500, 1000, 1001, 5000}) {
                    client.says("MAIL FROM:<> SIZE=10", "250")
                            .says("RCPT TO:<user@local.test>", "250")
                            .says("DATA", "354")
                            .says(line.repeat(lines) + ".\r\n")
                            .hears(lines <= 1000 ? "250" : "552 5.3.4");
                }
                client.says("MAIL FROM:<> SIZE=100001", "552 5.3.4");
            }
            assertThat(application.messages).hasSize(2);
        }

        @ParameterizedTest(name = "T-LIM 60, 61, M67: limit {0}, body of {1} octets and {2} stuffed dots")
        @CsvSource({"1000, 1000, 0, 250", "1000, 1001, 0, 552", "1000, 1000, 20, 250", "1000, 100000, 0, 552"})
        void countBeforeStuffing(int limit, int octets, int dots, String code) throws ResourceException, IOException {
            application.maxOctets = limit;
            String dotted = "..\r\n".repeat(dots);
            String body = dotted + "x".repeat(octets - 3 * dots - 2) + "\r\n";
            try (Client client = Client.greeted(activate())) {
                client.inData().says(body + ".\r\n").hears(code).says("NOOP", "250");
            }
        }

        @ParameterizedTest(name = "T-LIM 52: {0} fields of {1} octets")
        @CsvSource({
            "1000, 100, 250",
            "100000, 10, 250",
            "100000, 100, 552 5.3.4",
            "1, 100000, 250",
            "1, 1000000, 250",
            "1, 1070000, 552 5.3.4",
            "1, 5000000, 552 5.3.4"
        })
        void ofHeaderSectionsAreLimited(int fields, int octets, String reply) throws ResourceException, IOException {
            String folded = "X:" + "y".repeat(Math.min(octets, 78) - 4) + "\r\n";
            StringBuilder field = new StringBuilder(folded);
            while (field.length() < octets) {
                field.append(' ')
                        .append("y".repeat(Math.min(77, octets - field.length())))
                        .append("\r\n");
            }
            Instant began = Instant.now();
            try (Client client = Client.greeted(activate())) {
                client.inData()
                        .says(field.toString().repeat(fields) + "\r\nbody\r\n.\r\n")
                        .hears(reply);
                client.says("NOOP", "250");
            }
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }

        @ParameterizedTest(name = "T-BNC 174, M56: {0} of {1}")
        @CsvSource({
            "99, Received, 250",
            "100, Received, 554 5.4.6",
            "100, rECEIVED, 554 5.4.6",
            "100, Delivered-To, 554 5.4.6",
            "100, Deceived, 250"
        })
        void ofLoopsAreLimited(int hops, String field, String reply) throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                client.inData()
                        .says((field + ": from x by y; 1 Jan 2026 00:00:00 -0000\r\n").repeat(hops)
                                + "\r\nbody\r\n.\r\n")
                        .hears(reply);
            }
        }
    }

    @Nested
    class Chunks {
        private Client inRecipients() throws ResourceException, IOException {
            return Client.greeted(activate()).says("MAIL FROM:<>", "250").says("RCPT TO:<user@local.test>", "250");
        }

        @Test
        void mayBeManyAndSmall() throws ResourceException, IOException {
            // T-BDA 210
            int count = 20_000;
            Instant began = Instant.now();
            try (Client client = inRecipients()) {
                Thread writer = Thread.ofVirtual().start(() -> {
                    try {
                        client.says("BDAT 1\r\nx".repeat(count) + "BDAT 0\r\nBDAT 0 LAST\r\n");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                client.hears("250 2.0.0 ok 1 octets", count)
                        .hears("250 2.0.0 ok 0 octets")
                        .hears("250 2.0.0 ok");
                assertThat(writer.isAlive()).isFalse();
            }
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(application.messages)
                    .singleElement()
                    .extracting("content")
                    .isEqualTo("x".repeat(count));
        }

        /** T-DOS 67, 70: a content that comes in chunks must be as fast as any other. */
        @ParameterizedTest(name = "T-BDA 210: {0}")
        @ValueSource(strings = {"BDAT 0\r\n", "BDAT 1\r\nx"})
        void mayNotDripForEver(String chunk) throws ResourceException, IOException {
            spec.setRequestSeconds("1");
            try (Client client = inRecipients()) {
                drips(client, chunk);
                assertThat(client.rest()).endsWith("421 4.4.2 timeout\r\n");
            }
            endsWith(End.TIMEOUT);
            assertThat(application.messages).isEmpty();
            assertThat(application.aborted).hasValue(1);
        }

        @ParameterizedTest(name = "T-BDA 214: {0}")
        @ValueSource(
                strings = {
                    "BDAT 1000\r\n0123456789",
                    "BDAT 1000 LAST\r\n0123456789",
                    "BDAT 10\r\n0123456789BDAT 1000 LAST\r\n",
                    "BDAT 10\r\n0123456789BDAT 0\r\n",
                    "BDAT 10\r\n0123456789QUIT\r\n",
                    "BDAT 10\r\n0123456789EHLO x\r\nQUIT\r\n"
                })
        void thatLieAreForgotten(String said) throws ResourceException, IOException {
            try (Client client = inRecipients()) {
                client.says(said);
            }
            await().atMost(PATIENCE).until(() -> !application.ended.isEmpty());
            assertThat(application.messages).isEmpty();
            assertThat(application.aborted).hasValue(1);
        }

        @ParameterizedTest(name = "T-BDA 216, 217: {0}")
        @ValueSource(strings = {"a\n", "\r", "a\rb", "\0", "\n.\n", "\r\n.\r\r\n", "\r\n\n", "\n\r"})
        void thatHaveNoProperLinesAreRefusedWherever(String evil) throws ResourceException, IOException {
            try (Client client = inRecipients()) {
                // in one chunk, cut in two, and with the last octet on its own
                client.says("BDAT " + evil.length() + " LAST\r\n" + evil).hears("554 5.6.0");
                for (int cut = 1; cut < evil.length(); cut++) {
                    client.says("MAIL FROM:<>", "250").says("RCPT TO:<user@local.test>", "250");
                    client.says("BDAT " + cut + "\r\n" + evil.substring(0, cut) + "BDAT " + (evil.length() - cut)
                            + " LAST\r\n" + evil.substring(cut) + "NOOP\r\n");
                    List<String> said = List.of(client.reply(), client.reply(), client.reply());
                    assertThat(said).anyMatch(reply -> reply.startsWith("554 5.6.0"));
                    assertThat(said.getLast()).isEqualTo("250 2.0.0 ok");
                }
            }
            assertThat(application.messages).isEmpty();
        }

        @Test
        void areNotEndedByADot() throws ResourceException, IOException {
            // T-BDA 209, 216
            String content = ".\r\n\r\n.\r\nMAIL FROM:<evil@ext.test>\r\n..\r\n.";
            try (Client client = inRecipients()) {
                client.says("BDAT " + content.length() + " LAST\r\n" + content + "NOOP\r\n")
                        .hears("250")
                        .hears("250");
            }
            assertThat(application.messages)
                    .singleElement()
                    .extracting("content")
                    .isEqualTo(content.replace("\r\n", "\n"));
        }
    }

    @Nested
    class Logins {
        @BeforeEach
        void allowInClear() {
            application.authentication = new Authentication.Offered(true);
        }

        @ParameterizedTest(name = "T-AUT 188, 189, 190: {0} then {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                AUTH PLAIN             | *            | 501 5.7.0
                AUTH PLAIN             | ``           | 501 5.5.2
                AUTH PLAIN             | =            | 501 5.5.2
                AUTH PLAIN             | ` *`         | 501 5.5.2
                AUTH PLAIN             | **           | 501 5.5.2
                AUTH PLAIN             | AGEAYg       | 501 5.5.2
                AUTH PLAIN             | AGEAYg=      | 501 5.5.2
                AUTH PLAIN             | AGEAYg== x   | 501 5.5.2
                AUTH PLAIN             | ` AGEAYg==`  | 501 5.5.2
                AUTH PLAIN             | AGEAYh==     | 501 5.5.2
                AUTH PLAIN             | AGEAYg==AGEA | 501 5.5.2
                AUTH PLAIN             | AGEA-_==     | 501 5.5.2
                AUTH PLAIN             | AAAA         | 501 5.5.2
                AUTH PLAIN             | AGEA         | 501 5.5.2
                AUTH PLAIN             | AABi         | 501 5.5.2
                AUTH PLAIN             | YWJj         | 501 5.5.2
                AUTH PLAIN             | AGEAYgBj     | 501 5.5.2
                AUTH PLAIN             | AP8AYg==     | 501 5.5.2
                AUTH PLAIN             | eABhAGI=     | 535 5.7.8
                AUTH LOGIN             | *            | 501 5.7.0
                AUTH LOGIN             | ``           | 501 5.5.2
                AUTH LOGIN             | YQBi         | 501 5.5.2
                AUTH LOGIN             | /w==         | 501 5.5.2
                AUTH LOGIN YWRh        | *            | 501 5.7.0
                AUTH LOGIN YWRh        | ``           | 501 5.5.2
                AUTH LOGIN YWRh        | =            | 501 5.5.2
                AUTH SCRAM-SHA-256     | bixhPXgsbj1hLHI9YQ== | 535 5.7.8
                AUTH SCRAM-SHA-256     | cD14LCxuPWEscj1h     | 501 5.5.2
                AUTH SCRAM-SHA-256     | biwsbj0scj1h         | 501 5.5.2
                """)
        void goWrongWithoutEndingTheSession(String command, String response, String reply)
                throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                client.says(command, "334")
                        .says(response, reply)
                        .says("AUTH PLAIN " + base64("\0ada\0correct horse"), "235");
            }
        }

        @Test
        void areReadInOrderHoweverTheyAreSent() throws ResourceException, IOException {
            // T-PIP 49, T-AUT 193
            try (Client client = Client.greeted(activate())) {
                client.says("AUTH LOGIN\r\n*\r\nMAIL FROM:<>\r\nAUTH PLAIN " + base64("\0ada\0correct horse")
                        + "\r\nRSET\r\n");
                client.hears("334")
                        .hears("501 5.7.0")
                        .hears("250 2.1.0")
                        .hears("503 5.5.1 no AUTH")
                        .hears("250");
                client.says("AUTH LOGIN\r\nMAIL FROM:<>\r\nNOOP\r\n")
                        .hears("334")
                        .hears("501 5.5.2")
                        .hears("250");
                client.says("AUTH PLAIN " + base64("\0ada\0correct horse") + "\r\nAUTH PLAIN\r\nMAIL FROM:<>\r\n")
                        .hears("235")
                        .hears("503")
                        .hears("250");
            }
            assertThat(application.logins).containsExactly("PLAIN ada");
        }

        @ParameterizedTest(name = "T-AUT 189: {0} octets in the dialogue")
        @CsvSource({"12284, 501 5.5.2", "12292, 500 5.5", "100000, 500 5.5"})
        void haveLongLines(int octets, String reply) throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                client.says("AUTH PLAIN", "334")
                        .says("QUFB".repeat(octets / 4), reply)
                        .says("NOOP", "250");
                client.says("AUTH PLAIN " + "QUFB".repeat(octets / 4 - 4), reply)
                        .says("NOOP", "250");
            }
        }

        @ParameterizedTest(name = "T-AUT 189: {0}")
        @ValueSource(strings = {"AGEA\0Yg==\r\n", "AGEA\nYg==\r\n", "AGEA\rYg==\r\n", "*\n"})
        void doNotOutliveABrokenLine(String response) throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                client.says("AUTH PLAIN", "334")
                        .says(response + "NOOP\r\n")
                        .hears("500 5.5.2")
                        .hearsNothingMore();
            }
        }

        @Test
        void thatAreNeverFinishedHaveTheirTime() throws ResourceException, IOException {
            // T-DOS 67
            spec.setRequestSeconds("1");
            try (Client client = Client.greeted(activate())) {
                client.says("AUTH LOGIN", "334").hears("421 4.4.2").hearsNothingMore();
            }
            endsWith(End.TIMEOUT);
        }
    }

    @Nested
    class Proxies {
        private static final String HEADER = "PROXY TCP4 192.0.2.1 198.51.100.2 40000 25\r\n";

        @BeforeEach
        void listen() {
            spec.setProxyFrom("127.0.0.1");
        }

        @ParameterizedTest(name = "T-ACL 141: {0}")
        @ValueSource(
                strings = {
                    "PROXY TCP4 192.0.2.1 198.51.100.2 40000 25\n",
                    "PROXY TCP4 192.0.2.1 198.51.100.2 40000 25 \r\n",
                    "PROXY  TCP4 192.0.2.1 198.51.100.2 40000 25\r\n",
                    "PROXY TCP4 192.0.2.1\0 198.51.100.2 40000 25\r\n",
                    "PROXY TCP4 192.0.2.1 198.51.100.2 040000 25\r\n",
                    "PROXY TCP4 192.0.2.1 198.51.100.2 40000 65536\r\n",
                    "PROXY TCP4 192.0.2.1 198.51.100.2 -1 25\r\n",
                    "PROXY TCP4 192.0.2.256 198.51.100.2 40000 25\r\n",
                    "PROXY TCP4 localhost 198.51.100.2 40000 25\r\n",
                    "PROXY TCP4 2001:db8::1 2001:db8::2 40000 25\r\n",
                    "PROXY TCP6 192.0.2.1 198.51.100.2 40000 25\r\n",
                    "PROXY TCP6 [::1] ::1 40000 25\r\n",
                    "PROXY TCP6 fe80::1%lo ::1 40000 25\r\n",
                    "PROXY UDP4 192.0.2.1 198.51.100.2 40000 25\r\n",
                    "proxy TCP4 192.0.2.1 198.51.100.2 40000 25\r\n",
                    "PROXY UNKNOWNx\r\n",
                    " PROXY TCP4 192.0.2.1 198.51.100.2 40000 25\r\n",
                    "\r\n\r\n\0\r\nQUIT\n\u0011\u0011\0\u000c\u00c0\0\u0002\u0001\u00c63d\u0002\u009c@\0\u0019",
                    "\r\n\r\n\0\r\nQUIT\n\"\u0011\0\u000c\u00c0\0\u0002\u0001\u00c63d\u0002\u009c@\0\u0019",
                    "\r\n\r\n\0\r\nQUIT\n!\u0011\0\u000b\u00c0\0\u0002\u0001\u00c63d\u0002\u009c@\0",
                    "\r\n\r\n\0\r\nQUIT\n!!\0\u000c\u00c0\0\u0002\u0001\u00c63d\u0002\u009c@\0\u0019"
                })
        void areNotBelievedAlmost(String header) throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                assertThat(client.says(header + "NOOP\r\n").rest()).isEmpty();
            }
            assertThat(application.admitted).isEmpty();
        }

        @Test
        void mayBeCutIntoOctets() throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                for (char c : (HEADER + "NOOP\r\n").toCharArray()) {
                    client.says(String.valueOf(c));
                }
                client.hears("220").hears("250");
            }
            assertThat(application.admitted.getFirst().address().getHostAddress())
                    .isEqualTo("192.0.2.1");
        }

        @Test
        void speakOnce() throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.says(HEADER + HEADER.replace("192.0.2.1", "127.0.0.1"))
                        .hears("220")
                        .hears("502");
            }
            assertThat(application.admitted).hasSize(1);
        }
    }

    @Nested
    class Lmtp {
        @BeforeEach
        void protocol() {
            spec.setProtocol("lmtp");
            spec.setListener("lmtp");
        }

        private Client greeted() throws ResourceException, IOException {
            return new Client(activate()).hears("220 mx.local.test LMTP").says("LHLO client.test", "250");
        }

        @ParameterizedTest(name = "M155: {0}")
        @CsvSource({"EHLO x, 500", "HELO x, 500", "lhlo, 250", "LHLOx, 502", "LHL, 502", "LHLO x y, 250"})
        void hasItsOwnHello(String line, String code) throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.hears("220").says(line, code);
            }
        }

        @Test
        void answersDataForNobodyWithOneReply() throws ResourceException, IOException {
            // M156
            try (Client client = greeted()) {
                client.says("MAIL FROM:<>", "250")
                        .says("RCPT TO:<x@ext.test>", "553")
                        .says("DATA", "503");
                client.says("BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n").hears("503").hears("250");
            }
        }

        @ParameterizedTest(name = "M156: {0} accepted recipients")
        @ValueSource(ints = {1, 2, 50})
        void answersForEachAcceptedRecipientOfAChunkedContentToo(int count) throws ResourceException, IOException {
            try (Client client = greeted()) {
                client.says("MAIL FROM:<>", "250").says("RCPT TO:<x@ext.test>", "553");
                for (int i = 0; i < count; i++) {
                    client.says("RCPT TO:<user" + i + "@local.test>", "250");
                }
                client.says("BDAT 3\r\na\r\nBDAT 3 LAST\r\nb\r\nNOOP\r\n")
                        .hears("250 2.0.0 ok 3 octets")
                        .hears("250 2.0.0 ok", count)
                        .hears("250 2.0.0 ok")
                        .says("QUIT", "221");
            }
            assertThat(application.messages).hasSize(1);
        }

        @ParameterizedTest(name = "T-SMG 1, 9 by LMTP: {0}")
        @ValueSource(strings = {"a\n.\n", "a\r\n.\n", "a\r.\r\n", "a\0\r\n"})
        void isNotSmuggledThrough(String content) throws ResourceException, IOException {
            try (Client client = greeted()) {
                client.inData()
                        .says(content + "MAIL FROM:<>\r\n")
                        .hears("554 5.6.0")
                        .hearsNothingMore();
            }
            assertThat(application.messages).isEmpty();
        }
    }

    @Nested
    class Qmtp {
        @BeforeEach
        void protocol() {
            spec.setProtocol("qmtp");
            spec.setListener("qmtp");
        }

        @ParameterizedTest(name = "T-LIM 50 by QMTP: {0}")
        @ValueSource(
                strings = {
                    "-1:\n,",
                    "+5:\nabcd,",
                    "05:\nabcd,",
                    "00:,",
                    "0:,",
                    " 5:\nabcd,",
                    "5 :\nabcd,",
                    "5\n:\nabcd,",
                    "0x5:\nabcd,",
                    "5.0:\nabcd,",
                    "9999999999999999999999:\n",
                    "18446744073709551621:\nabcd,",
                    "1e1:\nabcd,",
                    "\u0000",
                    ":\nabcd,",
                    "5;\nabcd,",
                    "5:\nabcd;",
                    "5:xabcd,",
                    "5:\nabcde,",
                    "5:\nabcd,0:,3:1:a,;",
                    "5:\nabcd,0:,4:-1:a,,",
                    "5:\nabcd,0:,4:01:a,,",
                    "5:\nabcd,0:,3:9:a,,",
                    "5:\nabcd,0:,99999999:",
                    "5:\nabcd,1001:",
                    "5:\nabcd,-1:"
                })
        void hasNoOtherNetstrings(String wire) throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                assertThat(client.says(wire).rest()).isEmpty();
            }
            endsWith(End.HUNG_UP);
            assertThat(application.messages).isEmpty();
        }

        @ParameterizedTest(name = "T-ADR, T-RLY by QMTP: {0}")
        @ValueSource(
                strings = {
                    "",
                    "@",
                    "@local.test",
                    "user",
                    "user@",
                    "user@local.test\n",
                    "user@local.test\r\nRCPT TO:<x@ext.test>",
                    "user\0@local.test",
                    "us\ner@local.test",
                    "us\u001ber@local.test",
                    "us\ter@local.test",
                    "us\u007fer@local.test",
                    "us\u00e9r@local.test",
                    "user@local.test.",
                    "user@.local.test",
                    "user@[1.2.3]",
                    "user@ext.test",
                    "user@local.test@ext.test",
                    "user@local.test,user@ext.test",
                    "<user@local.test>",
                    "user@local.test ",
                    "#@[]"
                })
        void refusesForGoodWhatIsNoRecipientOfOurs(String recipient) throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.says(net("\nx\n")
                        + net("s@ext.test")
                        + net(net(recipient))
                        + net("\ny\n")
                        + net("")
                        + net(net("user@local.test")));
                String heard = heardUntilComma(client);
                assertThat(heard).contains(":D").contains("(#5.");
                client.hearsOctets("3:Kok,");
            }
            assertThat(application.messages).extracting("content").containsExactly("y\n");
        }

        private static String heardUntilComma(Client client) throws IOException {
            StringBuilder length = new StringBuilder();
            String next = client.octets(1);
            while (!next.equals(":")) {
                length.append(next);
                next = client.octets(1);
            }
            return length + ":" + client.octets(Integer.parseInt(length.toString()) + 1);
        }

        @ParameterizedTest(name = "T-INJ 149 by QMTP: {0}")
        @ValueSource(
                strings = {
                    "a\nb@ext.test",
                    "a\r@ext.test",
                    "a\0@ext.test",
                    "a\u001b@ext.test",
                    "a",
                    "a@",
                    "@ext.test",
                    "a@b c"
                })
        void refusesForGoodWhatIsNoSender(String sender) throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.says(net("\nx\n") + net(sender) + net(net("user@local.test")));
                assertThat(heardUntilComma(client)).contains(":D").contains("(#5.1.7)");
            }
            assertThat(application.messages).isEmpty();
        }

        @Test
        void isNoPlaceToGuessNames() throws ResourceException, IOException {
            // T-ENU 205
            String refused = net("Dno relaying (#5.7.1)");
            String later = net("Ztoo many errors (#4.7.0)");
            Instant began = Instant.now();
            try (Client client = new Client(activate())) {
                String few = net("a@ext.test").repeat(3);
                client.says(net("\nx\n") + net("") + net(few)).hearsOctets(refused.repeat(3));
                client.says(net("\nx\n") + net("") + net(few + net("user@local.test")))
                        .hearsOctets(refused.repeat(3) + "3:Kok,");
                client.says(net("\nx\n") + net("") + net(net("a@ext.test").repeat(50)))
                        .hearsOctets(refused.repeat(20) + later.repeat(30))
                        .hearsNothingMore();
            }
            assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofSeconds(14));
            endsWith(End.HUNG_UP);
        }

        @Test
        void countsWhatItDoesNotKeep() throws ResourceException, IOException {
            // T-LIM 54
            String list = net("user@local.test").repeat(1005);
            try (Client client = new Client(activate())) {
                client.says(net("\nx\n") + net("") + net(list));
                client.hearsOctets("3:Kok,".repeat(1000)
                        + net("Ztoo many recipients (#4.5.3)").repeat(5));
            }
        }
    }

    /** T-DOS 66, 73: whatever sessions end like, nothing of them stays. */
    @Test
    void nothingStaysOfSessionsThatEndAnyHow() throws ResourceException, IOException {
        int port = activate();
        List<String> ends = List.of("", "QUIT\r\n", "EHLO x\r\nMAIL FROM:<>\r\n", "\0", "x".repeat(5000), "DATA\r\n");
        for (int i = 0; i < 600; i++) {
            try (Client client = new Client(port)) {
                client.says(ends.get(i % ends.size()));
            }
        }
        await().atMost(PATIENCE).until(() -> openSessions() == 0 && application.inUse.get() == 0);
        try (Client client = Client.greeted(port)) {
            client.inData().says(".\r\n").hears("250");
        }
    }
}
