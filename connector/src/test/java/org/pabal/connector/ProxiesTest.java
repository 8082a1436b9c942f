package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;

class ProxiesTest extends ListenerTestCase {
    private static final String HEADER = "PROXY TCP4 192.0.2.1 198.51.100.2 40000 25\r\n";
    private static final String BINARY =
            "\r\n\r\n\0\r\nQUIT\n!\u0011\0\u000c\u00c0\0\u0002\u0001\u00c63d\u0002\u009c@\0\u0019";

    private String announced() {
        return application.admitted.getLast().address().getHostAddress() + ":"
                + application.admitted.getLast().port();
    }

    @Nested
    class AListedProxy {
        @ParameterizedTest
        @ValueSource(strings = {HEADER, BINARY})
        void saysWhomItSpeaksFor(String header) throws ResourceException, IOException {
            spec.setProxyFrom("192.0.2.7 127.0.0.0/8");
            try (Client client = new Client(activate())) {
                client.says(header)
                        .hears("220")
                        .says("EHLO client.test", "250")
                        .inData()
                        .says(".\r\n")
                        .hears("250");
            }
            assertThat(announced()).isEqualTo("192.0.2.1:40000");
            assertThat(application.messages).hasSize(1);
        }

        @Test
        void maySpeakForItself() throws ResourceException, IOException {
            spec.setProxyFrom("127.0.0.1");
            try (Client client = new Client(activate())) {
                client.says("PROXY UNKNOWN\r\nQUIT\r\n").hears("220").hears("221");
            }
            assertThat(announced()).startsWith("127.0.0.1:");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "EHLO client.test\r\n",
                    "PROXY TCP4 192.0.2.1 198.51.100.2 40000\r\n",
                    "PROXY UNKNOWN xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                            + "xxxxxxxxxx\r\n",
                    "\r\n\r\n\0\r\nQUIT\n!\u0011\u00ff\u00ff",
                })
        void withoutAHeaderIsNotTalkedTo(String start) throws ResourceException, IOException {
            // T-ACL 141
            spec.setProxyFrom("127.0.0.1");
            try (Client client = new Client(activate())) {
                assertThat(client.says(start).rest()).isEmpty();
            }
            assertThat(application.admitted).isEmpty();
            await().until(() -> openSessions() == 0);
        }

        @Test
        void hasNotForEver() throws ResourceException, IOException {
            spec.setProxyFrom("127.0.0.1");
            spec.setRequestSeconds("1");
            try (Client client = new Client(activate())) {
                client.says("PROXY ").hearsNothingMore();
            }
            await().until(() -> openSessions() == 0);
        }

        @Test
        void isNotCountedButItsClientsAre() throws ResourceException, IOException {
            spec.setProxyFrom("127.0.0.1");
            spec.setMaxSessionsPerLoopbackAddress("1");
            spec.setMaxSessionsPerAddress("2");
            int port = activate();
            try (Client one = new Client(port).says(HEADER).hears("220");
                    Client two = new Client(port).says(HEADER).hears("220");
                    Client other = new Client(port).says(HEADER.replace("192.0.2.1", "192.0.2.2"));
                    Client three = new Client(port).says(HEADER)) {
                three.hears("421 4.7.0").hearsNothingMore();
                other.hears("220").says("QUIT", "221");
                one.says("QUIT", "221").hearsNothingMore();
                two.says("NOOP", "250");
            }
            await().until(() -> openSessions() == 0);
            try (Client again = new Client(port)) {
                again.says(HEADER).hears("220");
            }
        }

        @Test
        void speaksBeforeTls() throws ResourceException, IOException {
            spec.setProxyFrom("127.0.0.1");
            spec.setTls("implicit");
            spec.setHome("target/proxies-home");
            try (Client client = new Client(activate())) {
                client.says(HEADER).handshakes("TLSv1.3").hears("220");
            }
            assertThat(announced()).isEqualTo("192.0.2.1:40000");
        }
    }

    @Nested
    class Anybody {
        @Test
        void elseSaysAnUnknownCommand() throws ResourceException, IOException {
            // T-ACL 141
            try (Client client = new Client(activate())) {
                client.hears("220").says(HEADER).hears("502").says("NOOP", "250");
            }
        }

        @Test
        void elseIsCutOffByTheOctetsOfVersionTwo() throws ResourceException, IOException {
            try (Client client = new Client(activate())) {
                client.hears("220").says(BINARY).hears("500", 3).hearsNothingMore();
            }
            assertThat(announced()).startsWith("127.0.0.1:");
        }
    }

    @Nested
    class AnIntroduction {
        private Client introducing() throws ResourceException, IOException {
            spec.setXclientFrom("127.0.0.1");
            return new Client(activate()).hears("220");
        }

        @Test
        void beginsTheSessionAnew() throws ResourceException, IOException {
            try (Client client = introducing()) {
                client.says("EHLO proxy.test\r\n");
                assertThat(client.wholeReply())
                        .last()
                        .isEqualTo("250 XCLIENT NAME ADDR PORT PROTO HELO DESTADDR DESTPORT");
                client.says("XCLIENT ADDR=192.0.2.1 PORT=40000", "220 mx.local.test ESMTP")
                        .says("EHLO client.test", "250")
                        .inData()
                        .says(".\r\n")
                        .hears("250")
                        .says("QUIT", "221");
            }
            assertThat(announced()).isEqualTo("192.0.2.1:40000");
            await().until(() -> application.ended.size() == 2);
            assertThat(application.ended)
                    .extracting(SessionSummary::transactions)
                    .containsExactly(0, 1);
        }

        @Test
        void mayComeWithTheClientsGreeting() throws ResourceException, IOException {
            try (Client client = introducing()) {
                client.says("XCLIENT ADDR=192.0.2.1 HELO=c.test PROTO=ESMTP", "220")
                        .inData()
                        .says(".\r\n")
                        .hears("250");
            }
            assertThat(application.messages.getFirst().hello().name()).isEqualTo("c.test");
        }

        @Test
        void isCountedForTheClient() throws ResourceException, IOException {
            spec.setMaxSessionsPerAddress("1");
            try (Client first = introducing();
                    Client second = new Client(
                            adapter.listener(application, spec).orElseThrow().localPort())) {
                first.says("XCLIENT ADDR=192.0.2.1", "220");
                second.hears("220").says("XCLIENT ADDR=192.0.2.1", "421 4.7.0").hearsNothingMore();
                first.says("XCLIENT ADDR=192.0.2.2", "220");
            }
            await().until(() -> openSessions() == 0);
        }

        @Test
        void isASessionOfItsOwnEvenIfAnotherHasTheSameEnds() throws ResourceException, IOException {
            try (Client first = introducing();
                    Client second = new Client(
                            adapter.listener(application, spec).orElseThrow().localPort())) {
                first.says("XCLIENT ADDR=192.0.2.1 PORT=40000", "220");
                second.hears("220").says("XCLIENT ADDR=192.0.2.1 PORT=40000", "220");
            }
            assertThat(application.admitted)
                    .hasSize(4)
                    .extracting(Peer::number)
                    .doesNotHaveDuplicates()
                    .doesNotContain(0L);
        }

        @Test
        void isNotForTheMiddleOfATransactionAndNotMalformed() throws ResourceException, IOException {
            try (Client client = introducing()) {
                client.says("XCLIENT COLOUR=red", "501")
                        .says("MAIL FROM:<>", "250")
                        .says("XCLIENT ADDR=192.0.2.1", "503")
                        .says("RSET", "250");
            }
            assertThat(application.admitted).hasSize(1);
        }

        @Test
        void isNotForEverybody() throws ResourceException, IOException {
            // T-ACL 141
            try (Client client = new Client(activate())) {
                client.hears("220").says("EHLO stranger.test\r\n");
                assertThat(client.wholeReply()).noneMatch(line -> line.contains("XCLIENT"));
                client.says("XCLIENT ADDR=192.0.2.1", "550 5.7.0");
            }
        }
    }

    @Test
    void listsAreChecked() {
        spec.setProxyFrom("10.0.0.0/99");
        assertThatExceptionOfType(InvalidPropertyException.class)
                .isThrownBy(spec::validate)
                .withMessageStartingWith(
                        "proxyFrom lists IP addresses and networks (default none), but \"10.0.0.0/99\"");
    }
}
