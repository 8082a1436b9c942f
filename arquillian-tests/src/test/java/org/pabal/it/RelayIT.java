package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pabal.it.Sink.Received;

/** Mail for others goes to their next hop, waits while it cannot, and comes back as a bounce when it never can. */
@OnSharedPabal
class RelayIT {
    private final Pabal pabal;
    private final Sink sink;
    private final String marker = Marker.fresh();

    RelayIT(Pabal pabal) throws IOException {
        this.pabal = pabal;
        this.sink = Sink.start();
    }

    @BeforeEach
    void route() throws IOException {
        pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
    }

    @AfterEach
    void close() throws IOException {
        pabal.admin().unsets("/control/smtproutes");
        sink.close();
    }

    @Nested
    class ARelayedMessage {
        @Test
        void hasTheSameOctetsBelowOurReceivedField() throws IOException {
            // T-CHR 76, M31, M36
            String sent = "Subject: " + marker + "\r\nX-Eight: \u00e4\u00ff\r\n\r\n.\r\n..x\r\n" + "long ".repeat(190)
                    + "\r\n\u0080\u00fe\r\n\r\n";
            pabal.accepts("user@local.test", "someone@relay.test", sent);
            String content = sink.await(marker).content();
            assertThat(content).startsWith("Received: ").endsWith(sent);
            assertThat(content.substring(0, content.length() - sent.length()))
                    .containsOnlyOnce("Received: ")
                    .endsWith("\r\n");
        }

        @Test
        void keepsItsEnvelope() throws IOException {
            pabal.accepts("user@local.test", "Some.One+x@relay.test", Marker.message(marker));
            Received received = sink.await(marker);
            assertThat(received.sender()).isEqualTo("user@local.test");
            assertThat(received.recipients()).containsExactly("Some.One+x@relay.test");
        }
    }

    @Nested
    class EachRecipient {
        @Test
        void hasAnOutcomeOfItsOwn() throws IOException {
            sink.answersRecipients(path -> switch (path) {
                case "later@relay.test" -> "450 4.2.0 busy";
                case "never@relay.test" -> "550 5.1.1 no such user here";
                default -> "250 2.1.5 ok";
            });
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                client.says("MAIL FROM:<user@local.test>").hears("250");
                for (String recipient : new String[] {"now", "later", "never"}) {
                    client.says("RCPT TO:<" + recipient + "@relay.test>").hears("250");
                }
                client.says("DATA").hears("354");
                client.send(Marker.message(marker) + ".\r\n");
                client.reply().hears("250");
            }
            assertThat(sink.await(marker).recipients()).containsExactly("now@relay.test");
            pabal.admin().awaitDeferral("later@relay.test");
            assertThat(pabal.admin()
                            .get("/queue/messages?recipient=now@relay.test")
                            .body())
                    .doesNotContain("now@relay.test");

            sink.answersRecipients(path -> "250 2.1.5 ok");
            pabal.admin().flushes();
            Awaited.value(
                    Duration.ofMinutes(1),
                    () -> sink.received().stream()
                            .filter(received -> received.recipients().contains("later@relay.test"))
                            .findFirst());
            assertThat(sink.received().stream()
                            .filter(received -> received.recipients().contains("now@relay.test")))
                    .hasSize(1);
            // the message waits for its last recipient before it tells of the failed one
            assertThat(pabal.mailbox().await("<never@relay.test>:"))
                    .contains("550 5.1.1 no such user here")
                    .contains(marker)
                    .doesNotContain("<later@relay.test>:");
        }
    }

    @Nested
    class ANextHopThatIsDown {
        @Test
        void isTriedAgainAtAFlush() throws IOException {
            int port = sink.port();
            sink.close();
            pabal.accepts("user@local.test", "waiting@relay.test", Marker.message(marker));
            pabal.admin().awaitDeferral("waiting@relay.test");
            try (Sink back = Sink.on(port)) {
                pabal.admin().flushes();
                assertThat(back.await(marker).recipients()).containsExactly("waiting@relay.test");
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> !waiting("waiting@relay.test"));
        }
    }

    @Nested
    class WithoutTheDns {
        @Test
        void mailThatHasNoRouteWaits() throws IOException {
            pabal.accepts("user@local.test", "far-" + marker + "@unrouted.test", Marker.message(marker));
            pabal.admin().awaitDeferral("far-" + marker + "@unrouted.test");
            assertThat(pabal.admin()
                            .get("/queue/messages?recipient=far-" + marker + "@unrouted.test")
                            .body())
                    .contains("(#4.1.2)");
            pabal.admin().sets("/control/smtproutes", sink.routeOf("unrouted.test"));
            pabal.admin().flushesUntil(() -> !sink.received().isEmpty());
            sink.await(marker);
        }
    }

    @Nested
    class ABounce {
        @Test
        void comesToTheSenderWithTheReasonAndTheMessage() throws IOException {
            sink.answersRecipients(path -> "550 5.1.1 no such user here");
            pabal.accepts("user@local.test", "gone-" + marker + "@relay.test", Marker.message(marker));
            assertThat(pabal.mailbox().await("<gone-" + marker + "@relay.test>:"))
                    .startsWith("Return-Path: <>\n")
                    .contains("Delivered-To: user@local.test\n")
                    .contains("failure notice")
                    .contains("550 5.1.1 no such user here")
                    .contains("\n--- Below this line is a copy of the message.\n")
                    .contains("Subject: " + marker);
        }

        @Test
        void alsoComesWhenTheContentIsRefused() throws IOException {
            sink.answersContents("554 5.7.1 not such a content");
            pabal.accepts("user@local.test", "fine-" + marker + "@relay.test", Marker.message(marker));
            assertThat(pabal.mailbox().await("<fine-" + marker + "@relay.test>:"))
                    .contains("554 5.7.1 not such a content");
        }

        @Test
        void thatCannotBeDeliveredGoesToThePostmasterOnly() throws IOException {
            // T-BNC 177
            sink.answersRecipients(path -> "550 5.1.1 no such user here");
            pabal.accepts("nobody-here@local.test", "gone-" + marker + "@relay.test", Marker.message(marker));
            assertThat(pabal.mailbox().await("<gone-" + marker + "@relay.test>:"))
                    .startsWith("Return-Path: <#@[]>\n")
                    .contains("Delivered-To: postmaster@local.test\n")
                    .contains("<nobody-here@local.test>:")
                    .contains("\n--- Below this line is the original bounce.\n");
        }

        @Test
        void isNeverMadeForABounce() throws IOException {
            // T-BNC 176
            sink.answersRecipients(path -> "550 5.1.1 no such user here");
            pabal.accepts("", "bounced-" + marker + "@relay.test", Marker.message(marker));
            assertThat(pabal.mailbox().await("<bounced-" + marker + "@relay.test>:"))
                    .startsWith("Return-Path: <#@[]>\n")
                    .contains("Delivered-To: postmaster@local.test\n");
            pabal.admin().awaitEmptyQueue();
            assertThat(sink.received()).isEmpty();
        }
    }

    @Nested
    class ALoop {
        @Test
        void endsAtTooManyReceivedFields() throws IOException {
            // T-BNC 174
            String content =
                    "Received: from a by b; Tue, 24 Nov 2026 00:00:00 +0000\r\n".repeat(101) + Marker.message(marker);
            try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
                assertThat(client.hands("user@local.test", "someone@relay.test", content)
                                .text())
                        .startsWith("554")
                        .contains("too many hops");
            }
            assertThat(sink.received()).isEmpty();
        }

        @Test
        void endsWhereTheMessageWasBefore() throws IOException {
            pabal.accepts(
                    "user@local.test", "user@local.test", "Delivered-To: user@local.test\r\n" + Marker.message(marker));
            assertThat(pabal.mailbox().await(marker))
                    .startsWith("Return-Path: <>\n")
                    .contains("This message is looping: it already has my Delivered-To line. (#5.4.6)");
        }
    }

    private boolean waiting(String recipient) throws IOException {
        return pabal.admin()
                .get("/queue/messages?recipient=" + recipient)
                .body()
                .contains(recipient);
    }
}
