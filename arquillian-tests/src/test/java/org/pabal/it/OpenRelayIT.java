package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stranger tries every known way to have mail relayed. All routes lead to one sink, so whatever leaves is seen there.
 */
@OnSharedPabal
class OpenRelayIT {
    private final Pabal pabal;
    private final Sink sink;

    OpenRelayIT(Pabal pabal) throws IOException {
        this.pabal = pabal;
        this.sink = Sink.start();
    }

    @BeforeEach
    void everythingLeadsToTheSink() throws IOException {
        pabal.admin().sets("/control/smtproutes", sink.routeOf(""));
    }

    @AfterEach
    void nothingReachedTheSink() throws IOException {
        pabal.admin().unsets("/control/smtproutes");
        sink.close();
    }

    @Nested
    class AStranger {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "spam@ext2.test",
                    "spam@local.test",
                    "spam@[192.0.2.1]",
                    "postmaster@local.test",
                    "user@localhost"
                })
        void mayNotRelayWhateverTheSender(String sender) throws IOException {
            // T-RLY 112-117
            refused(sender, "user@ext.test");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"user@ext.test\"",
                    "user%ext.test@[192.0.2.1]",
                    "user%ext.test@[127.0.0.1]",
                    "user%ext.test@mx.local.test",
                    "user%ext.test@local.test",
                    "\"user%ext.test\"@local.test",
                    "\"user@ext.test\"@local.test",
                    "@local.test:user@ext.test",
                    "@[192.0.2.1]:user@ext.test",
                    "@[127.0.0.1]:user@ext.test",
                    "@mx.local.test,@local.test:user@ext.test",
                    "ext.test!user@local.test",
                    "ext.test!user@[192.0.2.1]",
                    "local.test!ext.test!user",
                    "user@ext.test@local.test",
                    "user@ext.test@[192.0.2.1]",
                    "user@local.test.ext.test",
                    "user@ext.test.local.test",
                    "user@xlocal.test",
                    "user@ext.test.",
                    "user@ext.test ",
                    "user@[192.0.2.1]",
                    "user@192.0.2.1"
                })
        void mayNotDressTheRecipientUp(String recipient) throws IOException {
            // T-RLY 118-134
            refused("spam@mx.local.test", recipient);
        }

        @ParameterizedTest
        @ValueSource(strings = {"localhost", "local.test", "127.0.0.1", "[127.0.0.1]", "mx.local.test"})
        void gainsNothingByTheNameInItsHello(String name) throws IOException {
            // T-RLY 137
            try (SmtpClient client = pabal.connect(Pabal.STRANGER)) {
                client.says("HELO " + name).hears("250");
                client.says("MAIL FROM:<spam@local.test>").hears("250");
                client.says("RCPT TO:<user@ext.test>").hears("5");
            }
            assertThat(sink.received()).isEmpty();
        }

        @Test
        void mayNotHideTheDomainBehindANul() throws IOException {
            // T-RLY 134
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.says("MAIL FROM:<spam@ext2.test>").hears("250");
                client.send("RCPT TO:<user@ext.test\0.local.test>\r\nDATA\r\nQUIT\r\n");
                assertThat(client.untilClosed()).startsWith("5").doesNotContain("354");
            }
            assertThat(sink.received()).isEmpty();
        }

        @Test
        void isToldTheReasonInQmailsWords() throws IOException {
            // T-RLY 113
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.says("MAIL FROM:<spam@ext2.test>").hears("250");
                assertThat(client.says("RCPT TO:<user@ext.test>").text())
                        .startsWith("553")
                        .contains("sorry, that domain isn't in my list of allowed rcpthosts");
            }
        }

        @Test
        void cannotSendDataWhenNoRecipientWasAccepted() throws IOException {
            // T-RLY 136
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.says("MAIL FROM:<spam@ext2.test>").hears("250");
                client.says("RCPT TO:<user@ext.test>").hears("5");
                client.says("DATA").hears("5");
            }
            assertThat(sink.received()).isEmpty();
        }

        @Test
        void isRefusedForARecipientOfTheOperatorsList() throws IOException {
            pabal.admin().sets("/control/badrcptto", "postmast*@local.test\n");
            try {
                refused("friend@ext2.test", "postmaster@local.test");
            } finally {
                pabal.admin().unsets("/control/badrcptto");
            }
        }

        @Test
        void stillReachesOurOwnMailboxes() throws IOException {
            String marker = Marker.fresh();
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.hands("friend@ext.test", "user@local.test", Marker.message(marker))
                        .hears("250");
            }
            pabal.mailbox().await(marker);
        }

        @Test
        void namedByAnAddressOfOursIsOneOfOurHost() throws IOException {
            String marker = Marker.fresh();
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.hands("friend@[127.0.0.1]", "user@[127.0.0.1]", Marker.message(marker))
                        .hears("250");
            }
            assertThat(pabal.mailbox().await(marker)).contains("Return-Path: <friend@local.test>\n");

            pabal.admin().sets("/control/badmailfrom", "@local.test\n");
            try {
                refused("friend@[127.0.0.1]", "user@local.test");
            } finally {
                pabal.admin().unsets("/control/badmailfrom");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "nobody-here@local.test",
            "user@local.test.local.test",
            "../../etc/passwd@local.test",
            "alias@local.test"
        })
        void isToldAtOnceThatThereIsNoSuchMailbox(String recipient) throws IOException {
            // T-BNC 178, T-PTH 156
            refused("friend@ext.test", recipient);
        }
    }

    @Nested
    class AnAllowedClient {
        @Test
        void relays() throws IOException {
            String marker = Marker.fresh();
            pabal.accepts("user@local.test", "someone@ext.test", Marker.message(marker));
            assertThat(sink.await(marker).recipients()).containsExactly("someone@ext.test");
        }

        @Test
        void hasItsSuffixOnEachRecipientOnce() throws IOException {
            pabal.admin().sets("/access-rules/smtp", Pabal.RELAY_CLIENT + ":allow,RELAYCLIENT=\".fixme.test\"\n");
            try {
                String marker = Marker.fresh();
                pabal.accepts("user@local.test", "someone@ext.test", Marker.message(marker));
                assertThat(sink.await(marker).recipients()).containsExactly("someone@ext.test.fixme.test");
            } finally {
                pabal.admin().sets("/access-rules/smtp", Pabal.RELAY_CLIENT + ":allow,RELAYCLIENT=\"\"\n");
            }
        }
    }

    private void refused(String sender, String recipient) throws IOException {
        try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
            client.says("MAIL FROM:<" + sender + ">");
            client.says("RCPT TO:<" + recipient + ">").hears("5");
            client.says("DATA").hears("5");
            client.says("NOOP").hears("250");
        }
        assertThat(sink.received()).isEmpty();
    }
}
