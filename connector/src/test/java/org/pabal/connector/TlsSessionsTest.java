package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.connector.tls.ServerTls;
import org.pabal.connector.tls.TlsFiles;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;
import org.pabal.core.smtp.Tls;

class TlsSessionsTest extends ListenerTestCase {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ALERT = "\u0015\u0003";

    @TempDir
    Path directory;

    @BeforeEach
    void withStartTls() {
        spec.setTls("starttls");
        spec.setHome(directory.toString());
    }

    private void endsWith(End end) {
        await().atMost(PATIENCE).until(() -> !application.ended.isEmpty());
        assertThat(application.ended).extracting(SessionSummary::end).containsExactly(end);
    }

    /** @return a directory with a new certificate.pem and key.pem */
    private Path certificate(String name) {
        Path home = directory.resolve(name);
        assertThat(new ServerTls(new TlsFiles("", "", home.toString())).current())
                .isPresent();
        return home.resolve("tls");
    }

    @Nested
    class StartTls {
        @ParameterizedTest
        @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
        void carriesMailFromThenOn(String protocol) throws ResourceException, IOException {
            try (Client client = new Client(activate()).hears("220")) {
                client.says("EHLO client.test\r\n");
                assertThat(client.wholeReply()).last().isEqualTo("250 STARTTLS");
                client.startsTls(protocol).says("EHLO client.test\r\n");
                assertThat(client.wholeReply()).noneMatch(line -> line.contains("STARTTLS"));
                client.says("STARTTLS", "503 5.5.1")
                        .inData()
                        .says("x".repeat(900) + "\r\n")
                        .says(("y".repeat(98) + "\r\n").repeat(10_000) + ".\r\n")
                        .hears("250")
                        .says("QUIT", "221")
                        .hearsNothingMore();
            }
            assertThat(application.messages).singleElement().satisfies(message -> {
                assertThat(((Tls.Active) message.tls()).protocol()).isEqualTo(protocol);
                assertThat(((Tls.Active) message.tls()).cipherSuite()).startsWith("TLS_");
                assertThat(message.octets()).isEqualTo(1_000_902);
            });
            assertThat(application.handshakes).containsExactly(protocol);
            endsWith(End.QUIT);
        }

        @Test
        void makesTheSessionForgetWhatWasSaidInClear() throws ResourceException, IOException {
            // T-TLS 29
            try (Client client = Client.greeted(activate())) {
                client.says("MAIL FROM:<s@ext.test>", "250")
                        .says("RCPT TO:<user@local.test>", "250")
                        .startsTls("TLSv1.3")
                        .says("DATA", "503 5.5.1 MAIL first")
                        .inData()
                        .says(".\r\n")
                        .hears("250");
            }
            assertThat(application.messages)
                    .singleElement()
                    .satisfies(message -> assertThat(message.hello().name()).isEmpty());
        }

        @Test
        void mayEndAGroupOfCommands() throws ResourceException, IOException {
            try (Client client = new Client(activate()).hears("220")) {
                client.says("EHLO client.test\r\nNOOP\r\nSTARTTLS\r\n")
                        .hears("250")
                        .hears("250")
                        .hears("220 2.0.0")
                        .handshakes("TLSv1.3")
                        .says("NOOP", "250");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"STARTTLS\r\nRSET\r\n", "STARTTLS\r\nx", "STARTTLS\r\nEHLO x\r\nMAIL FROM:<>\r\n"})
        void refusesWhatCameInClearBehindIt(String segment) throws ResourceException, IOException {
            // T-TLS 26, 28, M85
            try (Client client = Client.greeted(activate())) {
                client.says(segment).hears("554 5.5.0").hearsNothingMore();
            }
            assertThat(application.handshakes).isEmpty();
            endsWith(End.HUNG_UP);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"RSET\r\n", "GET / HTTP/1.1\r\nHost: mail\r\n\r\n", "\u0016\u0003\u0001\u0000\u0005aaaaa"})
        void saysNothingInClearToWhatIsNoHandshake(String garbage) throws ResourceException, IOException {
            // T-TLS 33
            try (Client client = Client.greeted(activate())) {
                assertThat(client.says("STARTTLS", "220").says(garbage).rest())
                        .doesNotContain("\r\n")
                        .satisfiesAnyOf(
                                said -> assertThat(said).isEmpty(),
                                said -> assertThat(said).startsWith(ALERT));
            }
            endsWith(End.LOST);
            assertThat(application.handshakes).singleElement().asString().startsWith("failed: ");
        }

        @Test
        void refusesOldProtocols() throws ResourceException, IOException {
            // M121
            String hello = "0302" + "00".repeat(32) + "00" + "0008c014c00a002f0035" + "0100";
            String handshake = "01%06x".formatted(hello.length() / 2) + hello;
            byte[] record = HexFormat.of().parseHex("160301%04x".formatted(handshake.length() / 2) + handshake);
            try (Client client = Client.greeted(activate())) {
                client.says("STARTTLS", "220").says(new String(record, StandardCharsets.ISO_8859_1));
                // fatal, protocol_version
                assertThat(client.rest()).startsWith(ALERT).endsWith("\u0002F");
            }
            endsWith(End.LOST);
        }

        @Test
        void mayBeCutOff() throws ResourceException, IOException {
            // T-TLS 33
            try (Client client = Client.greeted(activate())) {
                client.says("STARTTLS", "220").says("\u0016\u0003\u0001");
            }
            endsWith(End.LOST);
            assertThat(application.handshakes).singleElement().asString().startsWith("failed: ");
            await().until(() -> openSessions() == 0);
        }

        @Test
        void isNotToBeRepeatedByTls() throws ResourceException, IOException {
            try (Client client = Client.greeted(activate()).startsTls("TLSv1.2")) {
                client.says("NOOP", "250");
                assertThatIOException().isThrownBy(() -> {
                    client.tls().startHandshake();
                    client.says("NOOP\r\n").reply();
                });
            }
            assertThat(application.handshakes).containsExactly("TLSv1.2");
        }
    }

    @Nested
    class Deadlines {
        @Test
        void endHandshakesThatDoNotBegin() throws ResourceException, IOException {
            // T-TLS 33
            spec.setRequestSeconds("1");
            try (Client client = Client.greeted(activate())) {
                assertThat(client.says("STARTTLS", "220").rest()).doesNotContain("\r\n");
            }
            endsWith(End.TIMEOUT);
            assertThat(application.handshakes).containsExactly("failed: TIMEOUT");
        }

        @Test
        void endHandshakesThatDrip() throws ResourceException, IOException {
            // T-TLS 33
            spec.setRequestSeconds("2");
            try (Client client = Client.greeted(activate())) {
                client.says("STARTTLS", "220").says("\u0016\u0003\u0001\u0001\u0000");
                await().pollInterval(Duration.ofMillis(300)).atMost(PATIENCE).until(() -> {
                    try {
                        client.says("\u0001");
                        return !application.ended.isEmpty();
                    } catch (IOException over) {
                        return true;
                    }
                });
            }
            endsWith(End.TIMEOUT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
        void areToldByTlsToWhoeverSaysNothing(String protocol) throws ResourceException, IOException {
            spec.setRequestSeconds("1");
            try (Client client = Client.greeted(activate()).startsTls(protocol)) {
                client.hears("421 4.4.2 timeout").hearsNothingMore();
            }
            endsWith(End.TIMEOUT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
        void orThatThereIsNoServerAnyMore(String protocol) throws ResourceException, IOException {
            try (Client client = Client.greeted(activate()).startsTls(protocol).says("NOOP", "250")) {
                adapter.endpointDeactivation(application, spec);
                client.hears("421 4.3.2 going down").hearsNothingMore();
            }
            endsWith(End.GOING_DOWN);
        }
    }

    @Nested
    class Implicit {
        @BeforeEach
        void fromTheFirstOctet() {
            spec.setTls("implicit");
        }

        @Test
        void greetsByTls() throws ResourceException, IOException {
            try (Client client = new Client(activate()).handshakes("TLSv1.3")) {
                client.hears("220 mx.local.test ESMTP").says("EHLO client.test\r\n");
                assertThat(client.wholeReply()).noneMatch(line -> line.contains("STARTTLS"));
                client.says("STARTTLS", "503")
                        .inData()
                        .says(".\r\n")
                        .hears("250")
                        .says("QUIT", "221");
            }
            assertThat(application.messages).hasSize(1);
            endsWith(End.QUIT);
        }

        @Test
        void isNotForOtherProtocols() throws ResourceException, IOException {
            // T-TLS 36
            try (Client client = new Client(activate())) {
                assertThatExceptionOfType(SSLException.class)
                        .isThrownBy(() -> client.handshakesFor("http/1.1"))
                        .withMessageContaining("no_application_protocol");
            }
            try (Client client =
                    new Client(adapter.listener(application, spec).orElseThrow().localPort())) {
                client.handshakesFor("smtp").hears("220");
            }
        }

        @Test
        void saysNothingInClear() throws ResourceException, IOException {
            // T-TLS 41
            try (Client client = new Client(activate()).says("EHLO client.test\r\n")) {
                assertThat(client.rest()).doesNotContain("220").doesNotContain("\r\n");
            }
            endsWith(End.LOST);
        }

        @Test
        void norWhenItIsTooBusy() throws ResourceException, IOException {
            spec.setMaxSessions("1");
            int port = activate();
            try (Client first = new Client(port).handshakes("TLSv1.3").hears("220");
                    Client second = new Client(port)) {
                assertThat(second.rest()).isEmpty();
                first.says("NOOP", "250");
            }
        }

        @Test
        void norWhenTheApplicationFails() throws ResourceException, IOException {
            application.behaviour = TestApplication.Behaviour.FAILS_AT_ADMISSION;
            try (Client client = new Client(activate())) {
                assertThat(client.rest()).isEmpty();
            }
        }

        @Test
        void acceptsNobodyWithoutACertificateAndEverybodyOnceThereIsOne() throws ResourceException, IOException {
            Path missing = directory.resolve("given");
            spec.setTlsCertificate(missing.resolve("certificate.pem").toString());
            spec.setTlsKey(missing.resolve("key.pem").toString());
            int port = activate();
            try (Client client = new Client(port)) {
                assertThat(client.rest()).isEmpty();
            }
            assertThat(application.ended).isEmpty();
            Files.move(certificate("made"), missing);
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                try (Client client = new Client(port)) {
                    client.handshakes("TLSv1.3").hears("220");
                }
            });
        }
    }

    @Nested
    class Certificates {
        @Test
        void thatCannotBeReadLeaveTheRestAsItIs() throws ResourceException, IOException {
            spec.setTlsCertificate(directory.resolve("none.pem").toString());
            spec.setTlsKey(directory.resolve("none.pem").toString());
            try (Client client = new Client(activate()).hears("220")) {
                client.says("EHLO client.test\r\n");
                assertThat(client.wholeReply()).noneMatch(line -> line.contains("STARTTLS"));
                client.says("STARTTLS", "502").inData().says(".\r\n").hears("250");
            }
        }

        @Test
        void areTheSameForAllListenersAndAllStarts() throws ResourceException, IOException {
            List<X509Certificate> shown = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                try (Client client = Client.greeted(activate()).startsTls("TLSv1.3")) {
                    shown.add(client.certificate());
                }
                adapter.endpointDeactivation(application, spec);
            }
            assertThat(shown.getFirst()).isEqualTo(shown.getLast());
        }

        @Test
        void areReplacedWithoutARestartAndOpenSessionsStay() throws ResourceException, IOException {
            // T-TLS 40
            Path used = certificate("used");
            spec.setTlsCertificate(used.resolve("certificate.pem").toString());
            spec.setTlsKey(used.resolve("key.pem").toString());
            int port = activate();
            try (Client old = Client.greeted(port).startsTls("TLSv1.3")) {
                X509Certificate before = old.certificate();
                for (String file : List.of("certificate.pem", "key.pem")) {
                    Files.copy(
                            certificate("new").resolve(file), used.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                await().atMost(PATIENCE).until(() -> !certificateAt(port).equals(before));
                old.says("NOOP", "250").inData().says(".\r\n").hears("250");
            }
        }

        @Test
        void thatAreBadDoNotReplaceGoodOnes() throws ResourceException, IOException, InterruptedException {
            Path used = certificate("used");
            spec.setTlsCertificate(used.resolve("certificate.pem").toString());
            spec.setTlsKey(used.resolve("key.pem").toString());
            int port = activate();
            X509Certificate before = certificateAt(port);
            Files.writeString(used.resolve("certificate.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n");
            Thread.sleep(Duration.ofSeconds(3));
            assertThat(certificateAt(port)).isEqualTo(before);
        }

        private X509Certificate certificateAt(int port) throws IOException {
            try (Client client = Client.greeted(port).startsTls("TLSv1.3")) {
                return client.certificate();
            }
        }
    }
}
