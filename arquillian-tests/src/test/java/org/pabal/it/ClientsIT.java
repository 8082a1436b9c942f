package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.it.Programs.Result;

/** Users' own programs with a server whose certificate they can verify. */
@OnSharedPabal
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {
    private static final String PASSWORD = "correct horse 7";
    private static final String NAME = "user@local.test";

    private final Pabal pabal;
    private Certified certified;

    ClientsIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @BeforeAll
    void certify() throws IOException {
        int status = pabal.admin()
                .put("/domains/local.test/users/user", "application/json", "{\"password\":\"" + PASSWORD + "\"}")
                .statusCode();
        assertThat(status).isIn(201, 204);
        pabal.admin().sets("/access-rules/submission", ":allow\n");
        certified = Certified.host(pabal);
    }

    @AfterAll
    void forget() throws IOException {
        certified.close();
    }

    private int port(String listener) {
        Ports ports = pabal.server().settings().ports();
        return listener.equals("submission") ? ports.submission() : ports.submissions();
    }

    private void arrived(String marker) {
        assertThat(pabal.mailbox().await(marker)).containsPattern("with (?:UTF8SMTP|ESMTP)SA id [0-9]+\n  tls TLS_");
    }

    private static List<String> words(String... words) {
        return List.of(words);
    }

    @Nested
    class Swaks {
        private Result swaks(String listener, String marker, String... options) throws IOException {
            Programs.requirePerl("Net::SSLeay");
            List<String> command = new ArrayList<>(
                    words(Programs.require("swaks"), "--server", Certified.HOST, "--port", "" + port(listener)));
            command.addAll(words("--from", NAME, "--to", NAME, "--header", "Subject: " + marker));
            command.addAll(List.of(options));
            return Programs.run(command.toArray(String[]::new));
        }

        @ParameterizedTest
        @CsvSource({
            "submission, PLAIN, --tls", "submission, LOGIN, --tls",
            "submission, PLAIN, --tls-optional", "submission, LOGIN, --tls-optional-strict",
            "submissions, PLAIN, --tls-on-connect", "submissions, LOGIN, --tls-on-connect"
        })
        void verifiesTheCertificateAndLogsIn(String listener, String mechanism, String tls) throws IOException {
            String marker = Marker.fresh();
            Result sent = swaks(
                    listener,
                    marker,
                    tls,
                    "--tls-sni",
                    Certified.HOST,
                    "--tls-verify",
                    "--tls-ca-path",
                    certified.authority(),
                    "--auth",
                    mechanism,
                    "--auth-user",
                    NAME,
                    "--auth-password",
                    PASSWORD);
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            assertThat(sent.output()).contains("/CN=localhost").contains("235 2.7.0");
            arrived(marker);
        }

        @Test
        void findsTheBestMechanismItself() throws IOException {
            String marker = Marker.fresh();
            Result sent = swaks("submission", marker, "--tls", "--auth-user", NAME, "--auth-password", PASSWORD);
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            arrived(marker);
        }

        @ParameterizedTest
        @ValueSource(strings = {"--tls", "--tls-on-connect"})
        void believesNoOtherCertificate(String tls) throws IOException {
            Result sent = swaks(
                    tls.equals("--tls") ? "submission" : "submissions",
                    Marker.fresh(),
                    tls,
                    "--tls-verify",
                    "--tls-ca-path",
                    certified.authority());
            // without SNI it is the server's own certificate, which nobody vouches for
            assertThat(sent.exitCode()).as(sent.output()).isEqualTo(29);
        }

        @ParameterizedTest
        @ValueSource(strings = {"CRAM-MD5", "CRAM-SHA1", "DIGEST-MD5"})
        void isNotOfferedWeakMechanisms(String mechanism) throws IOException {
            Result sent = swaks(
                    "submission",
                    Marker.fresh(),
                    "--tls",
                    "--auth",
                    mechanism,
                    "--auth-user",
                    NAME,
                    "--auth-password",
                    PASSWORD);
            assertThat(sent.exitCode()).as(sent.output()).isEqualTo(28);
            assertThat(sent.output()).contains("AUTH SCRAM-SHA-256 PLAIN LOGIN").doesNotContain("-> AUTH");
        }

        @Test
        void isToldOfAWrongPassword() throws IOException {
            Result sent = swaks(
                    "submission",
                    Marker.fresh(),
                    "--tls",
                    "--auth",
                    "PLAIN",
                    "--auth-user",
                    NAME,
                    "--auth-password",
                    "wrong horse 8");
            assertThat(sent.exitCode()).as(sent.output()).isEqualTo(28);
            assertThat(sent.output()).contains("535 5.7.8 authentication failed");
        }

        @Test
        void cannotLogInWithoutTls() throws IOException {
            Result sent = swaks(
                    "submission", Marker.fresh(), "--auth", "PLAIN", "--auth-user", NAME, "--auth-password", PASSWORD);
            assertThat(sent.exitCode()).as(sent.output()).isEqualTo(28);
            assertThat(sent.output()).contains("STARTTLS").doesNotContain("-> AUTH");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CRAM-MD5",
                "DIGEST-MD5",
                "NTLM",
                "GSSAPI",
                "EXTERNAL",
                "XOAUTH2",
                "SCRAM-SHA-1",
                "SCRAM-SHA-256-PLUS"
            })
    void otherMechanismsAreNotSpoken(String mechanism) throws IOException {
        try (SmtpClient plain = SmtpClient.connect(Pabal.RELAY_CLIENT, port("submission"))) {
            plain.says("EHLO client.test").hears("250");
            plain.says("STARTTLS").hears("220");
            SmtpClient client = plain.secured("TLSv1.3");
            client.says("EHLO client.test").hears("250");
            client.says("AUTH " + mechanism).hears("504 5.5.4");
            client.says("NOOP").hears("250");
        }
    }

    @Nested
    class Msmtp {
        private Result msmtp(String listener, String marker, String... options) throws IOException {
            List<String> command = new ArrayList<>(words(
                    Programs.require("msmtp"),
                    "--file=/dev/null",
                    "--host=" + Certified.HOST,
                    "--port=" + port(listener),
                    "--tls=on",
                    "--tls-starttls=" + (listener.equals("submission") ? "on" : "off"),
                    "--tls-trust-file=" + certified.authority(),
                    "--user=" + NAME,
                    "--passwordeval=echo '" + PASSWORD + "'",
                    "--from=" + NAME));
            command.addAll(List.of(options));
            command.add(NAME);
            return Programs.run(command, Map.of(), Marker.message(marker).replace("\r\n", "\n"));
        }

        @ParameterizedTest
        @CsvSource({
            "submission, plain",
            "submission, login",
            "submission, scram-sha-256",
            "submission, on",
            "submissions, plain",
            "submissions, login",
            "submissions, scram-sha-256"
        })
        void verifiesTheCertificateAndLogsIn(String listener, String mechanism) throws IOException {
            String marker = Marker.fresh();
            Result sent = msmtp(listener, marker, "--auth=" + mechanism);
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            arrived(marker);
        }

        @Test
        void wantsTheNameOfTheHostInTheCertificate() throws IOException {
            Result sent = msmtp("submission", Marker.fresh(), "--auth=plain", "--host=127.0.0.1");
            assertThat(sent.exitCode()).as(sent.output()).isNotZero();
            assertThat(sent.output()).contains("certificate");
        }

        @Test
        void isNotOfferedCramMd5() throws IOException {
            Result sent = msmtp("submission", Marker.fresh(), "--auth=cram-md5");
            assertThat(sent.exitCode()).as(sent.output()).isNotZero();
            assertThat(sent.output()).contains("does not support authentication method");
        }
    }

    @Nested
    class Curl {
        @ParameterizedTest
        @CsvSource({"submission, PLAIN", "submission, LOGIN", "submissions, PLAIN", "submissions, LOGIN"})
        void verifiesTheCertificateAndLogsIn(String listener, String mechanism) throws IOException {
            String marker = Marker.fresh();
            String scheme = listener.equals("submission") ? "smtp" : "smtps";
            List<String> curl = words(
                    Programs.require("curl"),
                    "--silent",
                    "--show-error",
                    "--ssl-reqd",
                    "--cacert",
                    certified.authority(),
                    "--user",
                    NAME + ":" + PASSWORD,
                    "--login-options",
                    "AUTH=" + mechanism,
                    scheme + "://" + Certified.HOST + ":" + port(listener) + "/client.test",
                    "--mail-from",
                    NAME,
                    "--mail-rcpt",
                    NAME,
                    "--upload-file",
                    "-");
            Result sent = Programs.run(curl, Map.of(), Marker.message(marker));
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            arrived(marker);
        }
    }

    @Nested
    class GitSendEmail {
        private static final String SUBJECT = "\ud30c\ubc1c b\u00fccher";

        @ParameterizedTest
        @CsvSource({
            "submission, tls, PLAIN",
            "submission, tls, LOGIN",
            "submissions, ssl, PLAIN",
            "submissions, ssl, LOGIN"
        })
        void sendsACommit(String listener, String encryption, String mechanism) throws IOException {
            Programs.requirePerl("Mail::Address");
            Programs.requirePerl("Authen::SASL");
            Programs.requirePerl("Net::SMTP::SSL");
            String marker = Marker.fresh();
            Path directory = Files.createTempDirectory("pabal-git");
            try {
                git(directory, "init", "--quiet", ".");
                Files.writeString(directory.resolve("change"), marker + "\n");
                git(directory, "add", "change");
                git(directory, "commit", "--quiet", "--message", SUBJECT);
                git(
                        directory,
                        "send-email",
                        "--confirm=never",
                        "--to=" + NAME,
                        "--from=" + NAME,
                        "--smtp-server=" + Certified.HOST,
                        "--smtp-server-port=" + port(listener),
                        "--smtp-encryption=" + encryption,
                        "--smtp-ssl-cert-path=" + certified.authority(),
                        "--smtp-auth=" + mechanism,
                        "--smtp-user=" + NAME,
                        "--smtp-pass=" + PASSWORD,
                        "-1");
            } finally {
                Directories.delete(directory);
            }
            assertThat(pabal.mailbox().await(marker))
                    .contains("with ESMTPSA id ")
                    .contains("Subject: [PATCH] =?UTF-8?q?=ED=8C=8C=EB=B0=9C");
        }

        private void git(Path directory, String... words) throws IOException {
            List<String> command = Stream.concat(
                            Stream.of(
                                    Programs.require("git"),
                                    "-C",
                                    directory.toString(),
                                    "-c",
                                    "user.name=B\u00fccher",
                                    "-c",
                                    "user.email=" + NAME),
                            Stream.of(words))
                    .toList();
            Map<String, String> home =
                    Map.of("HOME", directory.toString(), "GIT_CONFIG_NOSYSTEM", "1", "LC_ALL", "C.UTF-8");
            Result result = Programs.run(command, home, "");
            assertThat(result.exitCode()).as(result.output()).isZero();
        }
    }

    /** What Thunderbird and its like say: EHLO, STARTTLS, EHLO, AUTH, MAIL with what the server offers. */
    @Nested
    class MailReaders {
        private static final String SCRIPT = """
                import smtplib, ssl, sys
                from email.message import EmailMessage
                from email.policy import SMTPUTF8
                host, port, implicit, authority, mechanism, early, name, password, marker = sys.argv[1:]
                trust = ssl.create_default_context(cafile=authority)
                if implicit == 'yes':
                    s = smtplib.SMTP_SSL(host, int(port), context=trust)
                    s.ehlo('client.test')
                else:
                    s = smtplib.SMTP(host, int(port))
                    s.ehlo('client.test')
                    assert 'auth' not in s.esmtp_features and s.has_extn('starttls')
                    assert s.starttls(context=trust)[0] == 220
                    s.ehlo('client.test')
                for keyword in ('size', '8bitmime', 'smtputf8', 'pipelining', 'enhancedstatuscodes', 'auth'):
                    assert s.has_extn(keyword), keyword
                assert not s.has_extn('starttls')
                s.user, s.password = name, password
                method = {'PLAIN': s.auth_plain, 'LOGIN': s.auth_login}[mechanism]
                assert s.auth(mechanism, method, initial_response_ok=early == 'yes')[0] == 235
                m = EmailMessage(policy=SMTPUTF8)
                m['From'], m['To'], m['Subject'] = 'B\u00fccher <%s>' % name, name, 'b\u00fccher-' + marker
                m.set_content('\ud30c\ubc1c\\n', cte='8bit')
                assert s.send_message(m, mail_options=['SMTPUTF8', 'BODY=8BITMIME']) == {}
                assert s.quit()[0] == 221
                """;

        @ParameterizedTest
        @CsvSource({
            "submission, no, PLAIN, yes", "submission, no, PLAIN, no",
            "submission, no, LOGIN, yes", "submission, no, LOGIN, no",
            "submissions, yes, PLAIN, yes", "submissions, yes, LOGIN, no"
        })
        void sendMailBeyondAscii(String listener, String implicit, String mechanism, String early) throws IOException {
            String marker = Marker.fresh();
            Result sent = Programs.run(
                    words(
                            Programs.require("python3"),
                            "-c",
                            SCRIPT,
                            Certified.HOST,
                            "" + port(listener),
                            implicit,
                            certified.authority(),
                            mechanism,
                            early,
                            NAME,
                            PASSWORD,
                            marker),
                    Map.of("PYTHONUTF8", "1"),
                    "");
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            arrived(marker);
            assertThat(pabal.mailbox().await(marker))
                    .contains(new String(
                            ("Subject: b\u00fccher-" + marker).getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.ISO_8859_1));
        }
    }
}
