package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a content ends (RFC 5321 §2.3.8, §4.1.1.4; SEC Consult's SMTP smuggling, CVE-2023-51764 and its relatives): at
 * CRLF . CRLF and nowhere else, so one content is never two messages.
 */
@OnSharedPabal
class SmugglingIT {
    private final Pabal pabal;
    private final String marker = Marker.fresh();

    SmugglingIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @AfterEach
    void theServerIsStillThere() throws IOException {
        String afterwards = Marker.fresh();
        pabal.accepts("sender@ext.test", "user@local.test", Marker.message(afterwards));
        pabal.mailbox().await(afterwards);
    }

    /** Sequences that other servers take for the end of a content, or overlook. */
    static Stream<String> falseEnds() {
        return Stream.of(
                "\n.\n",
                "\n.\r\n",
                "\r.\r",
                "\r.\n",
                "\n.\r",
                "\r\n.\r",
                "\r\n.\n",
                "\r\n\0.\r\n",
                "\r\n.\0\r\n",
                "\r\n.\r\r\n",
                "\r\r\n.\r\n");
    }

    @Nested
    class AFalseEnd {
        @ParameterizedTest
        @MethodSource("org.pabal.it.SmugglingIT#falseEnds")
        void inTheBodyNeverMakesTwoMessages(String end) throws IOException {
            // T-SMG 1-13
            smuggles("Subject: " + marker + "\r\n\r\nA" + end);
        }

        @ParameterizedTest
        @MethodSource("org.pabal.it.SmugglingIT#falseEnds")
        void inTheHeaderNeverMakesTwoMessages(String end) throws IOException {
            // T-SMG 22
            smuggles("Subject: " + marker + "\r\n folded" + end);
        }

        /** All of these contain a bare CR, a bare LF or a NUL, which we refuse: nothing at all is delivered. */
        private void smuggles(String contentWithEnd) throws IOException {
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.opens("sender@ext.test", "user@local.test");
                client.send(contentWithEnd + "MAIL FROM:<smuggler@ext.test>\r\nRCPT TO:<user@local.test>\r\nDATA\r\n"
                        + "Subject: smuggled-" + marker + "\r\n\r\nx\r\n.\r\nQUIT\r\n");
                String said = client.untilClosed();
                assertThat(said).matches("(?s)[45].*").doesNotContain("354").doesNotContain("250 ");
            }
            barrier();
            assertThat(pabal.mailbox().containing(marker)).isEmpty();
        }
    }

    @Nested
    class TheTrueEnd {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 4, 5})
        void isFoundHoweverItIsCutIntoSegments(int cut) throws IOException {
            // T-SMG 16
            byte[] end = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.opens("sender@ext.test", "user@local.test");
                client.send("Subject: " + marker + "\r\n\r\nbody");
                client.send(Arrays.copyOfRange(end, 0, cut));
                segmentsAreApart();
                client.send(Arrays.copyOfRange(end, cut, end.length));
                client.reply().hears("250");
            }
            assertThat(pabal.mailbox().await(marker)).endsWith("\n\nbody\n");
        }

        @Test
        void isFoundAtEveryBufferEdge() throws IOException {
            // T-SMG 17
            List<Integer> lengths = Stream.of(4096, 8192, 16384, 65536)
                    .flatMap(edge -> IntStream.rangeClosed(edge - 6, edge + 6).boxed())
                    .toList();
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                for (int length : lengths) {
                    client.opens("sender@ext.test", "user@local.test");
                    String content = ofLength(length);
                    client.send(content + ".\r\n");
                    client.reply().hears("250");
                    assertThat(pabal.mailbox().await(marker + "-" + length + "-"))
                            .endsWith(content.replace("\r\n", "\n"));
                }
            }
        }

        /** @return a content of exactly so many octets with its last line end */
        private String ofLength(int length) {
            String head = "Subject: " + marker + "-" + length + "-\r\n\r\n";
            String text = "0123456789".repeat(80) + "\r\n";
            StringBuilder content = new StringBuilder(head);
            while (content.length() + text.length() + 2 < length) {
                content.append(text);
            }
            return content.append("z".repeat(length - content.length() - 2))
                    .append("\r\n")
                    .toString();
        }

        /** Long enough for the server to read what it has; no test depends on it having done so. */
        private void segmentsAreApart() {
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }
    }

    @Nested
    class DotsAtLineStarts {
        @Test
        void areTakenAwayOnce() throws IOException {
            // T-SMG 18
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.opens("sender@ext.test", "user@local.test");
                client.send("Subject: " + marker + "\r\n\r\n..\r\n...\r\n....x\r\n.\r\n");
                client.reply().hears("250");
            }
            assertThat(pabal.mailbox().await(marker)).endsWith("\n\n.\n..\n...x\n");
        }

        @Test
        void areAddedAgainOnRelay() throws IOException {
            // T-SMG 18
            try (Sink sink = Sink.start()) {
                pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
                pabal.accepts(
                        "user@local.test", "someone@relay.test", "Subject: " + marker + "\r\n\r\n.\r\n..\r\n.x\r\n");
                assertThat(sink.await(marker).wire()).endsWith("\r\n\r\n..\r\n...\r\n..x\r\n.\r\n");
            } finally {
                pabal.admin().unsets("/control/smtproutes");
            }
        }

        @Test
        void aContentOfNothingIsAnsweredAndNotWaitedFor() throws IOException {
            // T-SMG 20
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.opens("nothing-" + marker + "@ext.test", "user@local.test");
                client.says(".").hears("250");
                client.says("NOOP").hears("250");
            }
            pabal.mailbox().await("nothing-" + marker);
        }

        @Test
        void aHeaderAloneIsOneMessage() throws IOException {
            // T-SMG 21
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.opens("sender@ext.test", "user@local.test");
                client.send("Subject: " + marker + "\r\n.\r\n");
                client.reply().hears("250");
            }
            assertThat(pabal.mailbox().await(marker)).endsWith("Subject: " + marker + "\n");
        }
    }

    @Nested
    class CommandLines {
        @ParameterizedTest
        @ValueSource(strings = {"NOOP\nRSET\r\n", "NOOP\rRSET\r\n", "NOOP\0RSET\r\n", "NOOP\n"})
        void withABareLineEndAreNeverTwoCommands(String line) throws IOException {
            // T-SMG 24
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.send(line + "QUIT\r\n");
                String said = client.untilClosed();
                assertThat(said.lines().filter(reply -> reply.startsWith("250")))
                        .isEmpty();
                assertThat(said).startsWith("5");
            }
        }

        @Test
        void afterDataWasRefusedDoNotComeFromTheContent() throws IOException {
            // T-PIP 44
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.send("MAIL FROM:<spam@ext.test>\r\nRCPT TO:<nobody-here@local.test>\r\nDATA\r\n" + "Subject: "
                        + marker + "\r\n\r\nHELLO\r\n.\r\nQUIT\r\n");
                String said = client.untilClosed();
                assertThat(said.lines().filter(reply -> reply.startsWith("354")))
                        .isEmpty();
            }
            barrier();
            assertThat(pabal.mailbox().containing(marker)).isEmpty();
        }

        @Test
        void ofANextTransactionMayFollowTheTrueEndInTheSameSegment() throws IOException {
            // T-SMG 25
            String second = Marker.fresh();
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.opens("sender@ext.test", "user@local.test");
                client.send(Marker.message(marker)
                        + ".\r\nMAIL FROM:<sender@ext.test>\r\nRCPT TO:<user@local.test>\r\nDATA\r\n");
                client.reply().hears("250");
                client.reply().hears("250");
                client.reply().hears("250");
                client.reply().hears("354");
                client.send(Marker.message(second) + ".\r\n");
                client.reply().hears("250");
            }
            pabal.mailbox().await(marker);
            pabal.mailbox().await(second);
        }
    }

    @Nested
    class MailFromTheApi {
        @Test
        void cannotSmuggleThroughARelay() throws IOException {
            // T-SMG 14
            try (Sink sink = Sink.start()) {
                pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
                int status = pabal.admin()
                        .post(
                                "/messages?sender=user@local.test&recipient=someone@relay.test",
                                "message/rfc822",
                                "Subject: " + marker
                                        + "\r\n\r\na\r.\r\nMAIL FROM:<x@ext.test>\r\nb\n.\nRCPT TO:<y@relay.test>\n.\r\n")
                        .statusCode();
                if (status == 202) {
                    String wire = sink.await(marker).wire();
                    assertThat(wire.indexOf("\r\n.\r\n")).isEqualTo(wire.length() - 5);
                    assertThat(wire.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
                } else {
                    assertThat(status).isEqualTo(400);
                }
                assertThat(sink.commands()).noneMatch(command -> command.contains("x@ext.test"));
            } finally {
                pabal.admin().unsets("/control/smtproutes");
            }
        }
    }

    /** Returns when everything accepted so far has been delivered. */
    private void barrier() throws IOException {
        String last = Marker.fresh();
        pabal.accepts("sender@ext.test", "user@local.test", Marker.message(last));
        pabal.mailbox().await(last);
        await().until(() -> pabal.admin().queued("local") == 0);
    }
}
