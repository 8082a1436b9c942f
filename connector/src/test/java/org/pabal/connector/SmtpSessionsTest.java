package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.connector.TestApplication.Behaviour;
import org.pabal.core.smtp.SmtpEndpoint.Hello;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;

class SmtpSessionsTest extends ListenerTestCase {
    private SessionSummary summary() {
        await().until(() -> !application.ended.isEmpty());
        assertThat(application.ended).hasSize(1);
        return application.ended.getFirst();
    }

    @Nested
    class Messages {
        @Test
        void arriveWithTheirEnvelope() throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                client.inData()
                        .says("Subject: x\r\n\r\n..\r\n\u00e9\r\n.\r\n")
                        .hears("250 2.0.0 ok")
                        .says("QUIT", "221 2.0.0 mx.local.test")
                        .hearsNothingMore();
            }
            assertThat(application.messages).singleElement().satisfies(message -> {
                assertThat(message.content()).isEqualTo("Subject: x\n\n.\n\u00e9\n");
                assertThat(message.octets()).isEqualTo(20);
                assertThat(message.hello()).isEqualTo(new Hello("client.test", true));
                assertThat(message.envelope().sender().text()).isEqualTo("s@ext.test");
                assertThat(message.envelope().recipients())
                        .extracting(Object::toString)
                        .containsExactly("user@local.test");
            });
            assertThat(summary()).isEqualTo(new SessionSummary(1, 20, End.QUIT));
            await().until(() -> application.inUse.get() == 0);
        }

        @Test
        void mayBeEmpty() throws ResourceException, IOException {
            // T-SMG 20
            try (Client client = Client.greeted(activate())) {
                client.inData().says(".\r\n").hears("250");
            }
            assertThat(application.messages)
                    .singleElement()
                    .extracting("content")
                    .isEqualTo("");
        }

        @Test
        void endWhereverTheSegmentsAreCut() throws ResourceException, IOException {
            // T-SMG 16
            try (Client client = Client.greeted(activate())) {
                client.inData();
                for (char c : "Subject: x\r\n\r\nbody\r\n.\r\n".toCharArray()) {
                    client.says(String.valueOf(c));
                }
                client.hears("250");
            }
            assertThat(application.messages)
                    .singleElement()
                    .extracting("content")
                    .isEqualTo("Subject: x\n\nbody\n");
        }

        @ParameterizedTest
        @ValueSource(ints = {1024, 4096, 8192, 16 * 1024, 64 * 1024, 80 * 1024, 144 * 1024})
        void endAtEveryEdgeOfABuffer(int edge) throws ResourceException, IOException {
            // T-SMG 17
            int port = activate();
            try (Client client = Client.greeted(port)) {
                for (int length = edge - 7; length <= edge + 5; length++) {
                    String wire = lines(length);
                    client.inData().says(wire + ".\r\n").hears("250");
                    assertThat(application.messages.getLast().content()).isEqualTo(wire.replace("\r\n", "\n"));
                }
            }
        }

        /** @return lines of exactly so many octets */
        private static String lines(int octets) {
            StringBuilder lines = new StringBuilder();
            while (lines.length() < octets) {
                int left = octets - lines.length();
                lines.append("x".repeat(left <= 80 ? left - 2 : 76)).append("\r\n");
            }
            return lines.toString();
        }

        @Test
        void mayFollowEachOtherWithoutWaiting() throws ResourceException, IOException {
            // T-SMG 25, T-PIP 48, M71, M72
            String one = "MAIL FROM:<>\r\nRCPT TO:<user@local.test>\r\nDATA\r\nx\r\n.\r\n";
            try (Client client = Client.greeted(activate())) {
                client.says(one + one + "QUIT\r\nMAIL FROM:<>\r\n");
                for (int i = 0; i < 2; i++) {
                    client.hears("250 2.1.0").hears("250 2.1.5").hears("354").hears("250 2.0.0 ok");
                }
                client.hears("221").hearsNothingMore();
            }
            assertThat(application.messages).hasSize(2);
        }

        @Test
        void areReadToTheirEndWhenTheyAreTooBig() throws ResourceException, IOException {
            // T-LIM 60
            application.maxOctets = 100_000;
            try (Client client = Client.greeted(activate())) {
                client.inData()
                        .says(("x".repeat(98) + "\r\n").repeat(10_000) + ".\r\n")
                        .hears("552 5.3.4")
                        .inData()
                        .says(("x".repeat(98) + "\r\n").repeat(1000) + ".\r\n")
                        .hears("250");
            }
            assertThat(application.messages).hasSize(1);
            assertThat(application.aborted).hasPositiveValue();
        }

        @Test
        void areForgottenWhenThePeerGoesAway() throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                client.inData().says("half a mess");
            }
            assertThat(summary()).isEqualTo(new SessionSummary(1, 11, End.LOST));
            assertThat(application.aborted).hasValue(1);
            assertThat(application.messages).isEmpty();
        }
    }

    @Nested
    class Smuggling {
        @ParameterizedTest
        @CsvSource({
            "'\\n.\\n'",
            "'\\n.\\r\\n'",
            "'\\r.\\r'",
            "'\\r.\\n'",
            "'\\n.\\r'",
            "'\\r\\n.\\rx'",
            "'\\r\\n\\0.\\r\\n'",
            "'\\r\\n.\\0\\r\\n'",
            "'\\r\\n.\\r\\r\\n'",
            "'\\r\\r\\n.\\r\\n'"
        })
        void neverMakesTwoMessages(String escaped) throws ResourceException, IOException {
            // T-SMG 1-13
            String sequence = escaped.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
            String smuggled =
                    "MAIL FROM:<s@ext.test>\r\nRCPT TO:<user@local.test>\r\nDATA\r\nSubject: smuggled\r\n\r\nx\r\n.\r\n";
            try (Client client = Client.greeted(activate())) {
                client.inData()
                        .says("A\r\n" + sequence + smuggled)
                        .hears("554 5.6.0")
                        .hearsNothingMore();
            }
            assertThat(application.messages).isEmpty();
            assertThat(summary().end()).isEqualTo(End.HUNG_UP);
        }

        @ParameterizedTest
        @CsvSource({"'NOOP\\nRSET\\r\\n'", "'NOOP\\rRSET\\r\\n'", "'NOOP\\0\\r\\n'"})
        void endsAtACommandLineToo(String escaped) throws ResourceException, IOException {
            // T-SMG 24
            try (Client client = Client.greeted(activate())) {
                client.says(escaped.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0"))
                        .hears("500 5.5.2")
                        .hearsNothingMore();
            }
        }

        @Test
        void contentSentWithARefusedDataIsNotTakenForCommands() throws ResourceException, IOException {
            // T-PIP 44, M75
            try (Client client = Client.greeted(activate())) {
                String accepted = "RCPT TO:<user@local.test>\r\nDATA\r\nx\r\n.\r\n";
                client.says("MAIL FROM:<>\r\nRCPT TO:<x@ext.test>\r\nDATA\r\nRSET\r\nMAIL FROM:<>\r\n" + accepted)
                        .hears("250")
                        .hears("553")
                        .hears("554 5.5.1")
                        .hearsNothingMore();
            }
            assertThat(application.messages).isEmpty();
        }
    }

    @Nested
    class Commands {
        @Test
        void thatAreTooLongAreSkippedOnce() throws ResourceException, IOException {
            // T-LIM 50
            try (Client client = Client.greeted(activate())) {
                client.says("NOOP " + "x".repeat(1_000_000) + "\r\nNOOP\r\n")
                        .hears("500 5.5.2 line too long")
                        .hears("250 2.0.0 ok");
            }
        }

        @Test
        void mayComeByTheHundredWhileNobodyReads() throws ResourceException, IOException {
            // T-PIP 45, M74
            try (Client client = Client.greeted(activate())) {
                client.says("MAIL FROM:<>\r\n" + "RCPT TO:<user@local.test>\r\n".repeat(500) + "DATA\r\n")
                        .hears("250 2.1.0")
                        .hears("250 2.1.5", 500)
                        .hears("354")
                        .says(".\r\n")
                        .hears("250");
            }
            assertThat(application.messages.getFirst().envelope().recipients()).hasSize(500);
        }

        @Test
        void withoutPurposeDoNotGoOnForEver() throws ResourceException, IOException {
            // T-PIP 46
            try (Client client = Client.greeted(activate())) {
                client.says("NOOP\r\n".repeat(10_000))
                        .hears("250", 98)
                        .hears("421 4.7.0")
                        .hearsNothingMore();
            }
        }
    }

    @Nested
    class Failures {
        @ParameterizedTest
        @EnumSource(
                value = Behaviour.class,
                names = {"FAILS_AT_SENDER", "FAILS_AT_RECEPTION", "FAILS_AT_COMMIT"})
        void ofTheApplicationKeepNothingAndTheSessionGoesOn(Behaviour behaviour) throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                application.behaviour = behaviour;
                String heard = "";
                for (String line : List.of("MAIL FROM:<>", "RCPT TO:<user@local.test>", "DATA", ".")) {
                    heard = client.says(line + "\r\n").reply();
                    if (heard.startsWith("451 4.3.0")) {
                        break;
                    }
                }
                assertThat(heard).startsWith("451 4.3.0");
                application.behaviour = Behaviour.WELL;
                client.says("RSET", "250").inData().says(".\r\n").hears("250").says("QUIT", "221");
            }
            assertThat(application.messages).hasSize(1);
            assertThat(summary().end()).isEqualTo(End.QUIT);
            await().until(() -> application.inUse.get() == 0);
        }

        @Test
        void inTheMiddleOfContentEndTheSession() throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                application.behaviour = Behaviour.FAILS_AT_WRITE;
                client.inData()
                        .says("x\r\n".repeat(10_000) + "NOOP\r\n.\r\nNOOP\r\n")
                        .hears("451 4.3.0")
                        .hearsNothingMore();
            }
            assertThat(summary().end()).isEqualTo(End.TROUBLE);
            assertThat(application.messages).isEmpty();
            assertThat(application.aborted).hasValue(1);
        }

        @Test
        void ofAdmissionAreRetriedLater() throws ResourceException, IOException {
            application.behaviour = Behaviour.FAILS_AT_ADMISSION;
            try (Client client = new Client(activate())) {
                client.hears("421").hearsNothingMore();
            }
            assertThat(application.ended).isEmpty();
        }

        @Test
        void toGetABeanMeanBusy() throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                application.exhausted = true;
                client.says("MAIL FROM:<>", "421 4.3.2").hearsNothingMore();
            }
        }
    }

    @Nested
    class Admission {
        @Test
        void deniedPeersHearNothing() throws ResourceException, IOException {
            // T-ACL 141
            application.behaviour = Behaviour.DENIES;
            try (Client client = new Client(activate())) {
                client.hearsNothingMore();
            }
            assertThat(application.ended).isEmpty();
        }

        @Test
        void refusedPeersHearWhy() throws ResourceException, IOException {
            application.behaviour = Behaviour.REFUSES;
            try (Client client = new Client(activate())) {
                client.hears("554 5.7.1 not you").hearsNothingMore();
            }
            assertThat(application.ended).isEmpty();
        }
    }
}
