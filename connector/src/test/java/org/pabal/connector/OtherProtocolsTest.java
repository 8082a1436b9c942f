package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pabal.connector.TestApplication.Behaviour;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;

/** LMTP, QMTP and QMQP. */
class OtherProtocolsTest extends ListenerTestCase {
    private void endsWith(End end) {
        await().until(() -> !application.ended.isEmpty());
        assertThat(application.ended).extracting(SessionSummary::end).containsExactly(end);
    }

    private static String net(String text) {
        return text.length() + ":" + text + ",";
    }

    @Nested
    class Lmtp {
        @BeforeEach
        void protocol() {
            spec.setProtocol("lmtp");
            spec.setListener("lmtp");
        }

        private Client inData() throws ResourceException, IOException {
            return new Client(activate())
                    .hears("220 mx.local.test LMTP")
                    .says("LHLO client.test", "250")
                    .says("MAIL FROM:<s@ext.test>", "250")
                    .says("RCPT TO:<user@local.test>", "250")
                    .says("RCPT TO:<user@ext.test>", "553")
                    .says("RCPT TO:<other@local.test>", "250")
                    .says("DATA", "354");
        }

        @Test
        void answersForEachAcceptedRecipient() throws ResourceException, IOException {
            // M156
            try (Client client = inData()) {
                client.says("x\r\n.\r\n")
                        .hears("250 2.0.0 ok", 2)
                        .says("QUIT", "221")
                        .hearsNothingMore();
            }
            assertThat(application.messages)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.envelope().recipients()).hasSize(2));
        }

        @Test
        void alsoWhenTheContentIsRefused() throws ResourceException, IOException {
            application.maxOctets = 10;
            try (Client client = inData()) {
                client.says("xxxxxxxxxxxxxxxx\r\n.\r\n").hears("552", 2).says("NOOP", "250");
            }
        }

        @Test
        void alsoWhenTheApplicationFails() throws ResourceException, IOException {
            try (Client client = inData()) {
                application.behaviour = Behaviour.FAILS_AT_COMMIT;
                client.says("x\r\n.\r\n").hears("451", 2).says("NOOP", "250");
            }
        }

        @Test
        void isNotSpokenOnThePortOfSmtp() {
            spec.setPort("25");
            assertThatExceptionOfType(InvalidPropertyException.class)
                    .isThrownBy(spec::validate)
                    .withMessage("port of LMTP must not be 25, which is SMTP's (default off)");
        }
    }

    @Nested
    class Qmtp {
        @BeforeEach
        void protocol() {
            spec.setProtocol("qmtp");
            spec.setListener("qmtp");
        }

        private static String mail(String content, String... recipients) {
            StringBuilder list = new StringBuilder();
            for (String recipient : recipients) {
                list.append(net(recipient));
            }
            return net("\n" + content) + net("s@ext.test") + net(list.toString());
        }

        @Test
        void answersForEachRecipientAndTakesTheNextMessage() throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.says(mail("one\n", "user@local.test", "user@ext.test", "not an address", "other@local.test"))
                        .hearsOctets(net("Kok")
                                + net("Dno relaying (#5.7.1)")
                                + net("Drecipient address malformed (#5.1.3)")
                                + net("Kok"))
                        .says(mail("two\n", "user@local.test") + mail("three\n", "user@local.test"))
                        .hearsOctets("3:Kok,3:Kok,");
            }
            endsWith(End.QUIT);
            assertThat(application.messages).extracting("content").containsExactly("one\n", "two\n", "three\n");
            assertThat(application.messages.getFirst().envelope().recipients())
                    .extracting(Object::toString)
                    .containsExactly("user@local.test", "other@local.test");
        }

        @Test
        void takesLargeContentsAsTheyAre() throws ResourceException, IOException {
            String large = "0123456789abcde\n".repeat(50_000);
            try (Client client = new Client(activate())) {
                client.says(mail(large, "user@local.test")).hearsOctets("3:Kok,");
            }
            assertThat(application.messages)
                    .singleElement()
                    .satisfies(message -> assertThat(message.content()).isEqualTo(large));
        }

        @Test
        void refusesABareCrForGood() throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.says(mail("x\ry\n", "user@local.test")).hearsOctets(net("Dbare CR in message (#5.6.0)"));
            }
            assertThat(application.messages).isEmpty();
        }

        @Test
        void saysNothingToWhatIsNotQmtp() throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.says("EHLO client.test\r\n").hearsNothingMore();
            }
            endsWith(End.HUNG_UP);
        }

        @Test
        void saysNothingWhenTheApplicationFails() throws ResourceException, IOException {
            application.behaviour = Behaviour.FAILS_AT_COMMIT;
            try (Client client = new Client(activate())) {
                client.says(mail("x\n", "user@local.test")).hearsNothingMore();
            }
            endsWith(End.TROUBLE);
            assertThat(application.aborted).hasValue(1);
        }

        @Test
        void endsWithItsTime() throws ResourceException, IOException {
            spec.setRequestSeconds("1");
            try (Client client = new Client(activate())) {
                client.says("100:").hearsNothingMore();
            }
            endsWith(End.TIMEOUT);
        }

        @Test
        void saysNothingToPeersThatAreNotAdmitted() throws ResourceException, IOException {
            application.behaviour = Behaviour.REFUSES;
            try (Client client = new Client(activate())) {
                client.hearsNothingMore();
            }
        }
    }

    @Nested
    class Qmqp {
        @BeforeEach
        void protocol() {
            spec.setProtocol("qmqp");
            spec.setListener("qmqp");
        }

        @Test
        void takesOneMessageForAllAndCloses() throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.says(net(net("x\n") + net("") + net("user@local.test") + net("other@local.test")))
                        .hearsOctets("3:Kok,")
                        .hearsNothingMore();
            }
            assertThat(application.messages)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.envelope().recipients()).hasSize(2));
            endsWith(End.QUIT);
        }

        @Test
        void orForNobody() throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.says(net(net("x\n") + net("") + net("user@local.test") + net("user@ext.test")))
                        .hearsOctets(net("Dno relaying (#5.7.1)"))
                        .hearsNothingMore();
            }
            assertThat(application.messages).isEmpty();
        }
    }
}
