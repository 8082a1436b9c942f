package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.it.Programs.Result;

/** TLS as other people's programs meet it, with the certificate that a server makes for itself. */
@OnSharedPabal
class TlsIT {
    private final Pabal pabal;
    private final String marker = Marker.fresh();

    TlsIT(Pabal pabal) {
        this.pabal = pabal;
    }

    private Ports ports() {
        return pabal.server().settings().ports();
    }

    @Nested
    class StartTls {
        @Test
        void isWhatSwaksUses() throws IOException {
            Result sent = swaks(pabal.smtpPort(), "--tls", "--header", "Subject: " + marker);
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            assertThat(sent.output()).contains("=== TLS started").contains("221 2.0.0");
            assertThat(pabal.mailbox().await(marker))
                    .containsPattern("with ESMTPS id [0-9]+\n  tls TLS_[A-Z0-9_]+ \\(TLSv1[.]3\\); ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
        void carriesMailOfAJavaClient(String protocol) throws IOException {
            try (SmtpClient plain = pabal.session(Pabal.STRANGER)) {
                assertThat(plain.says("EHLO client.test").text()).contains("STARTTLS");
                plain.says("STARTTLS").hears("220");
                SmtpClient client = plain.secured(protocol);
                assertThat(client.says("EHLO client.test").text()).doesNotContain("STARTTLS");
                client.says("STARTTLS").hears("503");
                client.hands("friend@ext.test", "user@local.test", Marker.message(marker))
                        .hears("250");
                client.says("QUIT").hears("221");
            }
            assertThat(pabal.mailbox().await(marker))
                    .contains("with ESMTPS id ")
                    .contains(" (" + protocol + "); ");
        }

        @Test
        void isToldByTheLogs() throws IOException {
            try (SmtpClient plain = pabal.session(Pabal.STRANGER)) {
                plain.says("STARTTLS").hears("220");
                plain.secured("TLSv1.3").says("QUIT").hears("221");
            }
            try (SmtpClient plain = pabal.session(Pabal.STRANGER)) {
                plain.says("STARTTLS").hears("220");
                plain.send("RSET\r\n");
                assertThat(plain.untilClosed()).doesNotContain("250");
            }
            Path log = pabal.home().resolve("log/smtpd/current");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Files.readString(log))
                            .containsPattern("smtpd: [0-9]+ tls TLSv1[.]3 TLS_")
                            .containsPattern("smtpd: [0-9]+ tls failed: "));
        }

        @Test
        void takesNothingThatWasSaidInClear() throws IOException {
            // T-TLS 26
            try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
                client.send("STARTTLS\r\nRSET\r\nMAIL FROM:<a@ext.test>\r\n");
                assertThat(client.untilClosed()).startsWith("554 5.5.0").doesNotContain("250");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"-tls1_2", "-tls1_3"})
        void isWhatOpensslSpeaks(String protocol) throws IOException {
            Result seen = openssl(pabal.smtpPort(), "-starttls", "smtp", protocol);
            assertThat(seen.output()).contains("BEGIN CERTIFICATE").contains("221 2.0.0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-tls1", "-tls1_1"})
        void hasNoOldProtocols(String protocol) throws IOException {
            // M121
            Result seen = openssl(pabal.smtpPort(), "-starttls", "smtp", protocol, "-cipher", "DEFAULT:@SECLEVEL=0");
            assertThat(seen.output()).contains("alert protocol version").doesNotContain("221 2.0.0");
        }
    }

    @Nested
    class Submission {
        @Test
        void offersItToo() throws IOException {
            // M118
            try (SmtpClient client = SmtpClient.connect(Pabal.STRANGER, ports().submission())) {
                assertThat(client.says("EHLO client.test").text()).contains("STARTTLS");
                client.says("STARTTLS").hears("220");
                client.secured("TLSv1.3").says("MAIL FROM:<user@local.test>").hears("530");
            }
        }
    }

    @Nested
    class Submissions {
        @Test
        void beginsWithTls() throws IOException {
            // M121
            try (SmtpClient plain = SmtpClient.open(Pabal.STRANGER, ports().submissions())) {
                SmtpClient client = plain.secured("TLSv1.3");
                client.reply().hears("220");
                assertThat(client.says("EHLO client.test").text()).doesNotContain("STARTTLS");
                client.says("MAIL FROM:<user@local.test>").hears("530 5.7.0");
                client.says("QUIT").hears("221");
            }
            Result seen = openssl(ports().submissions());
            assertThat(seen.output()).contains("220 ").contains("221 2.0.0");
        }

        @Test
        void takesMailOfItsUsers() throws IOException {
            String rules = pabal.admin().get("/access-rules/submission").body();
            pabal.admin().sets("/access-rules/submission", "127.0.0.1:allow,RELAYCLIENT=\"\"\n:allow\n");
            try {
                Result sent = swaks(ports().submissions(), "--tls-on-connect", "--header", "Subject: " + marker);
                assertThat(sent.exitCode()).as(sent.output()).isZero();
                assertThat(pabal.mailbox().await(marker)).contains("with ESMTPS id ");
            } finally {
                pabal.admin().sets("/access-rules/submission", rules);
            }
        }

        @Test
        void saysNothingInClear() throws IOException {
            // T-TLS 41
            try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, ports().submissions())) {
                client.send("EHLO client.test\r\n");
                assertThat(client.untilClosed()).doesNotContain("\r\n").doesNotContain("220");
            }
        }
    }

    @Nested
    class TheCertificateOfItsOwn {
        @Test
        void isPrivate() throws IOException {
            Path tls = pabal.home().resolve("tls");
            try (Stream<Path> files = Files.list(tls)) {
                assertThat(files)
                        .extracting(Path::getFileName)
                        .extracting(Path::toString)
                        .containsExactlyInAnyOrder("certificate.pem", "key.pem");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tls.resolve("key.pem"))))
                    .isEqualTo("rw-------");
        }
    }

    private static Result swaks(int port, String... options) throws IOException {
        Programs.requirePerl("Net::SSLeay");
        List<String> command = Stream.concat(
                        Stream.of(
                                Programs.require("swaks"),
                                "--to",
                                "user@local.test",
                                "--from",
                                "friend@ext.test",
                                "--helo",
                                "client.test",
                                "--server",
                                "127.0.0.1:" + port),
                        Stream.of(options))
                .toList();
        return Programs.run(command, Map.of(), "");
    }

    /** A session that only says QUIT. */
    private static Result openssl(int port, String... options) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Programs.require("openssl"),
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + port,
                                "-crlf",
                                "-ign_eof"),
                        Stream.of(options))
                .toList();
        return Programs.run(command, Map.of(), "QUIT\n");
    }
}
