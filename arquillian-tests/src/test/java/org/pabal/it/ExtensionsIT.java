package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What ESMTP lets peers say, from socket to mailbox, next hop and report. */
@OnSharedPabal
class ExtensionsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BOOKS = octets("b\u00fccher");

    private final Pabal pabal;
    private final Sink sink;
    private final String marker = Marker.fresh();

    ExtensionsIT(Pabal pabal) throws IOException {
        this.pabal = pabal;
        this.sink = Sink.start();
    }

    @BeforeEach
    void route() throws IOException {
        pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test") + sink.routeOf("xn--bcher-kva.test"));
    }

    @AfterEach
    void close() throws IOException {
        pabal.admin().unsets("/control/smtproutes");
        sink.close();
    }

    /** UTF-8, each octet a character, as the clients of the tests send it. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Hands over a message whose MAIL and RCPT have parameters. */
    private void hands(String mail, String recipient, String content) throws IOException {
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            client.says("MAIL FROM:" + mail).hears("250");
            client.says("RCPT TO:" + recipient).hears("250");
            client.says("DATA").hears("354");
            client.sendsContent(content.getBytes(StandardCharsets.ISO_8859_1)).hears("250");
        }
    }

    private String commandWith(String start) {
        return Awaited.value(
                PATIENCE,
                () -> sink.commands().stream()
                        .filter(command -> command.startsWith(start))
                        .findFirst());
    }

    @Nested
    class Chunks {
        @Test
        void areDeliveredOctetForOctet() throws IOException {
            // T-BDA 209, 216
            String first = "Subject: " + marker + "\r\n\r\n.\r\n..x\r";
            String second = "\n\u00e4\u00ff\r\n.\r\nQUIT\r\nlast line without an end";
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test> BODY=8BITMIME").hears("250");
                client.says("RCPT TO:<user@local.test>").hears("250");
                client.send(
                        "BDAT " + first.length() + "\r\n" + first + "BDAT " + second.length() + " LAST\r\n" + second);
                client.reply().hears("250 2.0.0 ok " + first.length() + " octets");
                client.reply().hears("250 2.0.0 ok");
                client.says("NOOP").hears("250");
            }
            assertThat(pabal.mailbox().await(marker)).endsWith((first + second).replace("\r\n", "\n"));
        }

        @Test
        void areRelayedByData() throws IOException {
            String content = "Subject: " + marker + "\r\n\r\n.\r\nx\r\n";
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test>").hears("250");
                client.says("RCPT TO:<a@relay.test>").hears("250");
                client.send("BDAT " + content.length() + " LAST\r\n" + content);
                client.reply().hears("250");
            }
            assertThat(sink.await(marker).content()).endsWith(content);
        }

        @Test
        void withABareCrOrLfAreRefusedAndTheSessionGoesOn() throws IOException {
            // T-BDA 217
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                for (String evil : new String[] {"a\n.\nb", "a\r\n.\r\r\nb", "a\r.\rb", "a\0b", "a\r"}) {
                    client.says("MAIL FROM:<user@local.test>").hears("250");
                    client.says("RCPT TO:<a@relay.test>").hears("250");
                    client.send("BDAT " + evil.length() + " LAST\r\n" + evil);
                    client.reply().hears("554 5.6.0");
                }
                client.hands("user@local.test", "a@relay.test", Marker.message(marker))
                        .hears("250");
            }
            assertThat(sink.await(marker).recipients()).containsExactly("a@relay.test");
            assertThat(sink.received()).hasSize(1);
        }

        @Test
        void areForgottenWithTheirTransaction() throws IOException {
            // T-BDA 213
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test>").hears("250");
                client.says("RCPT TO:<a@relay.test>").hears("250");
                client.send("BDAT 5\r\nwrong");
                client.reply().hears("250");
                client.says("DATA").hears("503");
                client.says("RSET").hears("250");
                client.send("BDAT 5 LAST\r\nwrong");
                client.reply().hears("503");
                client.hands("user@local.test", "a@relay.test", Marker.message(marker))
                        .hears("250");
            }
            assertThat(sink.await(marker).content()).doesNotContain("wrong");
            assertThat(sink.received()).hasSize(1);
        }
    }

    @Nested
    class ABinaryMessage {
        private final String content =
                "Subject: " + marker + "\r\n\r\n\0\r\n.\r\nMAIL FROM:<evil@x.test>\r\n\n.\n\r\u00ff\u0000";

        private void hands(String recipient) throws IOException {
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test> BODY=BINARYMIME").hears("250");
                client.says("RCPT TO:<" + recipient + ">").hears("250");
                client.send("BDAT " + content.length() + " LAST\r\n" + content);
                client.reply().hears("250");
            }
        }

        @Test
        void isDeliveredAsItIs() throws IOException {
            hands("user@local.test");
            assertThat(pabal.mailbox().await(marker)).endsWith(content);
        }

        @Test
        void isRelayedAsItIs() throws IOException {
            sink.offers("CHUNKING", "BINARYMIME");
            hands("a@relay.test");
            String chunk = Awaited.value(PATIENCE, () -> sink.chunks().stream().findFirst());
            assertThat(chunk).startsWith("Received: ").endsWith(content);
            assertThat(commandWith("MAIL FROM:<user@local.test>")).endsWith(" BODY=BINARYMIME");
            assertThat(chunk.substring(0, chunk.length() - content.length()).replace("\r\n", ""))
                    .doesNotContain("\n", "\r");
        }

        @Test
        void comesBackWhereItCannotGo() throws IOException {
            sink.offers("CHUNKING");
            hands("bin-" + marker + "@relay.test");
            assertThat(pabal.mailbox().await("<bin-" + marker + "@relay.test>:"))
                    .contains("Status: 5.6.3\n")
                    .contains("Subject: " + marker)
                    .doesNotContain("evil");
            assertThat(sink.received()).isEmpty();
        }
    }

    @Nested
    class Notices {
        @Test
        void areLeftToANextHopThatMakesThem() throws IOException {
            sink.offers("DSN");
            hands(
                    "<user@local.test> RET=HDRS ENVID=" + marker,
                    "<a@relay.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;o+2Bo@x.test",
                    Marker.message(marker));
            sink.await(marker);
            assertThat(commandWith("MAIL FROM:<user@local.test>")).endsWith(" RET=HDRS ENVID=" + marker);
            assertThat(commandWith("RCPT TO:"))
                    .isEqualTo("RCPT TO:<a@relay.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;o+2Bo@x.test");
            pabal.admin().awaitEmptyQueue();
            assertThat(pabal.mailbox().containing("Original-Envelope-Id: " + marker))
                    .isEmpty();
        }

        @Test
        void tellOfAMessageHandedToAHostThatMakesNone() throws IOException {
            // T-DSN 224
            hands(
                    "<user@local.test> ENVID=" + marker,
                    "<a@relay.test> NOTIFY=SUCCESS ORCPT=rfc822;o@x.test",
                    "Subject: subject of " + marker + "\r\n\r\nsecret\r\n");
            assertThat(pabal.mailbox().await("Original-Envelope-Id: " + marker))
                    .startsWith("Return-Path: <>\n")
                    .contains("Subject: delivery notice\n", "multipart/report", "Subject: subject of " + marker)
                    .contains("Original-Recipient: rfc822;o@x.test\nFinal-Recipient: rfc822; a@relay.test\n")
                    .contains("Action: relayed\nStatus: 2.0.0\n")
                    .doesNotContain("secret", "sorry");
            assertThat(sink.commands()).noneMatch(command -> command.contains("NOTIFY") || command.contains("ENVID"));
            pabal.admin().awaitEmptyQueue();
        }

        @Test
        void tellOfADelivery() throws IOException {
            hands(
                    "<user@local.test> ENVID=" + marker,
                    "<user@local.test> NOTIFY=SUCCESS",
                    "X-Not-In-Subject: message\r\n\r\nbody-" + marker + "\r\n");
            assertThat(pabal.mailbox().await("Original-Envelope-Id: " + marker))
                    .contains("Final-Recipient: rfc822; user@local.test\nAction: delivered\n");
            pabal.mailbox().await("body-" + marker);
            pabal.admin().awaitEmptyQueue();
        }

        @Test
        void ofAFailureComeOnlyToWhoWantsThem() throws IOException {
            sink.answersRecipients(path -> "550 5.1.1 no such user here");
            hands("<user@local.test>", "<never-" + marker + "@relay.test> NOTIFY=NEVER", Marker.message(marker));
            hands("<user@local.test>", "<good-" + marker + "@relay.test> NOTIFY=SUCCESS", Marker.message(marker));
            hands(
                    "<user@local.test> RET=HDRS",
                    "<told-" + marker + "@relay.test> NOTIFY=FAILURE",
                    Marker.message(marker) + "body of " + marker + "\r\n");
            assertThat(pabal.mailbox().await("<told-" + marker + "@relay.test>:"))
                    .contains("Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user here\n")
                    .contains("text/rfc822-headers", "Subject: " + marker)
                    .doesNotContain("body of");
            pabal.admin().awaitEmptyQueue();
            assertThat(pabal.mailbox().containing("never-" + marker)).isEmpty();
            assertThat(pabal.mailbox().containing("good-" + marker)).isEmpty();
        }

        @Test
        void ofOneMessageAreOneReport() throws IOException {
            sink.answersRecipients(path -> path.startsWith("bad") ? "550 5.1.1 no" : "250 2.1.5 ok");
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test> ENVID=" + marker).hears("250");
                client.says("RCPT TO:<bad@relay.test> NOTIFY=SUCCESS,FAILURE").hears("250");
                client.says("RCPT TO:<good@relay.test> NOTIFY=SUCCESS,FAILURE").hears("250");
                client.says("RCPT TO:<plain@relay.test>").hears("250");
                client.says("DATA").hears("354");
                client.sendsContent(Marker.message(marker).getBytes(StandardCharsets.US_ASCII))
                        .hears("250");
            }
            assertThat(pabal.mailbox().await("Original-Envelope-Id: " + marker))
                    .contains("<bad@relay.test>:\n", "Action: failed\n", "Action: relayed\n")
                    .contains("It was handed on for good@relay.test")
                    .doesNotContain("plain@relay.test");
        }
    }

    @Nested
    class AddressesBeyondAscii {
        @Test
        void areRelayedToAHostThatTakesThem() throws IOException {
            sink.offers("SMTPUTF8");
            hands(
                    "<user@local.test> SMTPUTF8",
                    "<" + BOOKS + "@" + BOOKS + ".test>",
                    "Subject: " + octets("\ud55c\uae00") + " " + marker + "\r\n\r\n");
            Sink.Received received = sink.await(marker);
            assertThat(received.recipients()).containsExactly(BOOKS + "@" + BOOKS + ".test");
            assertThat(received.content()).contains(" with UTF8SMTP id ");
            assertThat(commandWith("MAIL FROM:<user@local.test>")).endsWith(" SMTPUTF8");
        }

        @Test
        void comeBackFromOneThatDoesNot() throws IOException {
            // T-CHR 81
            hands("<user@local.test> SMTPUTF8", "<" + BOOKS + marker + "@relay.test>", Marker.message(marker));
            assertThat(pabal.mailbox().await("<" + BOOKS + marker + "@relay.test>:"))
                    .contains("Final-Recipient: utf-8; b\\x{FC}cher" + marker + "@relay.test\n")
                    .contains("Status: 5.6.7\n", "message/global");
            assertThat(sink.received()).isEmpty();
        }

        @Test
        void areNotNeededByAMessageThatHasNone() throws IOException {
            // T-CHR 82
            hands("<user@local.test> SMTPUTF8", "<a@" + BOOKS + ".test>", Marker.message(marker));
            assertThat(sink.await(marker).recipients()).containsExactly("a@xn--bcher-kva.test");
        }

        @Test
        void mayHaveAMailboxHere() throws IOException {
            String before = pabal.admin().get("/assignments").body();
            String local = octets("\uc0ac\uc6a9\uc790");
            pabal.admin().sets("/assignments", "=" + local + ":user:0:0:users/user:::\n" + octets(before));
            try {
                hands("<" + local + "@local.test> SMTPUTF8", "<" + local + "@local.test>", Marker.message(marker));
                assertThat(pabal.mailbox().await(marker))
                        .startsWith(
                                "Return-Path: <" + local + "@local.test>\nDelivered-To: " + local + "@local.test\n");
            } finally {
                pabal.admin().sets("/assignments", octets(before));
            }
        }

        @Test
        void needTheirParameter() throws IOException {
            // T-CHR 80
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<" + BOOKS + "@x.test>").hears("553 5.6.7");
                client.says("MAIL FROM:<user@local.test>").hears("250");
                client.says("RCPT TO:<a@" + BOOKS + ".test>").hears("553 5.6.7");
                client.says("RCPT TO:<a\u00c0\u00af@local.test>").hears("501 5.5.2");
            }
        }
    }

    @Nested
    class LimitsOfANextHop {
        @Test
        void areObeyed() throws IOException {
            sink.offers("LIMITS RCPTMAX=2");
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test>").hears("250");
                for (int i = 0; i < 5; i++) {
                    client.says("RCPT TO:<r" + i + "@relay.test>").hears("250");
                }
                client.says("DATA").hears("354");
                client.sendsContent(Marker.message(marker).getBytes(StandardCharsets.US_ASCII))
                        .hears("250");
            }
            Awaited.value(PATIENCE, () -> Optional.of(sink.received()).filter(received -> received.size() == 3));
            assertThat(sink.received())
                    .allSatisfy(received -> assertThat(received.recipients()).hasSizeLessThanOrEqualTo(2));
            assertThat(sink.received().stream().flatMap(received -> received.recipients().stream()))
                    .containsExactlyInAnyOrder(
                            "r0@relay.test", "r1@relay.test", "r2@relay.test", "r3@relay.test", "r4@relay.test");
        }
    }
}
