package org.pabal.connector.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTlsTest {
    private static final Logger LOG = Logger.getLogger(ServerTls.class.getName());

    @TempDir
    Path directory;

    private final Warnings warnings = new Warnings();

    private static final class Warnings extends Handler {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().equals(Level.WARNING)) {
                texts.add(line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        LOG.setLevel(Level.ALL);
        LOG.setUseParentHandlers(false);
        LOG.addHandler(warnings);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(warnings);
    }

    private ServerTls own() {
        return new ServerTls(new TlsFiles("", "", directory.toString()));
    }

    private ServerTls given(Path certificate, Path key) {
        return new ServerTls(new TlsFiles(certificate.toString(), key.toString(), "/nowhere"));
    }

    @Nested
    class OfOurOwnMaking {
        @Test
        void isMadeOnceAndPrivate() throws IOException {
            assertThat(own().current()).isPresent();
            Path tls = directory.resolve("tls");
            String key = Files.readString(tls.resolve("key.pem"));
            assertThat(mode(tls)).isEqualTo("rwx------");
            assertThat(mode(tls.resolve("key.pem"))).isEqualTo("rw-------");
            assertThat(own().current()).isPresent();
            assertThat(Files.readString(tls.resolve("key.pem"))).isEqualTo(key);
            try (var files = Files.list(tls)) {
                assertThat(files).hasSize(2);
            }
            assertThat(warnings.texts).isEmpty();
        }

        @Test
        void isACertificate() throws IOException, GeneralSecurityException {
            assertThat(own().current()).isPresent();
            try (InputStream in = Files.newInputStream(directory.resolve("tls/certificate.pem"))) {
                X509Certificate made = (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(in);
                made.verify(made.getPublicKey());
                made.checkValidity();
                assertThat(made.getVersion()).isEqualTo(3);
                assertThat(made.getNotAfter().toInstant()).isAfter(Instant.now().plus(Duration.ofDays(3600)));
                assertThat(made.getSubjectX500Principal()).isEqualTo(made.getIssuerX500Principal());
                assertThat(made.getSubjectAlternativeNames())
                        .singleElement()
                        .asString()
                        .startsWith("[2, ");
            }
        }

        @Test
        void isMadeAgainAfterACrashInBetween() throws IOException {
            assertThat(own().current()).isPresent();
            Files.delete(directory.resolve("tls/key.pem"));
            assertThat(own().current()).isPresent();
        }

        @Test
        void cannotBeMadeWithoutADirectory() throws IOException {
            Files.writeString(directory.resolve("tls"), "in the way");
            assertThat(own().current()).isEmpty();
            assertThat(warnings.texts)
                    .containsExactly("TLS cannot be offered: no certificate can be made in " + directory.resolve("tls")
                            + " (FileAlreadyExistsException)");
        }

        private static String mode(Path file) throws IOException {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        }
    }

    @Nested
    class Several {
        private void pair(String file, String host, Instant made) throws IOException, GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Path tls = Files.createDirectories(directory.resolve("tls"));
            Files.writeString(
                    tls.resolve(file + ".pem"), Pem.write("CERTIFICATE", SelfSigned.certificate(pair, host, made)));
            Files.writeString(
                    tls.resolve(file + ".key"),
                    Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded()));
        }

        private String shownTo(ServerTls tls, String wanted) throws IOException, GeneralSecurityException {
            SSLContext server = tls.current().orElseThrow();
            try (SSLServerSocket port = (SSLServerSocket)
                    server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(() -> handshake(port));
                try (Socket socket = new Socket(port.getInetAddress(), port.getLocalPort());
                        SSLSocket client = new ClientTls("").encrypt(socket, wanted)) {
                    return ((X509Certificate) client.getSession().getPeerCertificates()[0])
                            .getSubjectX500Principal()
                            .getName();
                }
            }
        }

        private void handshake(SSLServerSocket port) {
            try (SSLSocket accepted = (SSLSocket) port.accept()) {
                accepted.startHandshake();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Test
        void areShownToWhoeverAsksForTheirName() throws IOException, GeneralSecurityException {
            pair("mail", "mail.example.org", Instant.now());
            pair("any", "*.example.net", Instant.now());
            ServerTls tls = own();
            tls.named("mx.local.test");

            assertThat(shownTo(tls, "mail.example.org")).isEqualTo("CN=mail.example.org");
            assertThat(shownTo(tls, "MX.example.net")).isEqualTo("CN=*.example.net");
            assertThat(shownTo(tls, "mx.local.test")).isEqualTo("CN=mx.local.test");
            assertThat(shownTo(tls, "other.example.org")).isEqualTo("CN=mx.local.test");
            assertThat(warnings.texts).isEmpty();
        }

        @Test
        void areToldOfBeforeAndAfterTheyExpire() throws IOException, GeneralSecurityException {
            pair("old", "old.example.org", Instant.now().minus(Duration.ofDays(3651)));
            pair("soon", "soon.example.org", Instant.now().minus(Duration.ofDays(3640)));

            assertThat(own().current()).isPresent();

            assertThat(warnings.texts).hasSize(2);
            assertThat(warnings.texts.get(0)).contains("old.pem has expired: ");
            assertThat(warnings.texts.get(1)).contains("soon.pem expires soon: ");
        }
    }

    @Nested
    class Given {
        /** What administrators have: made by OpenSSL in all its forms. */
        @ParameterizedTest
        @CsvSource({
            "rsa:2048, pkey",
            "rsa:2048, rsa -traditional",
            "ec -pkeyopt ec_paramgen_curve:prime256v1, pkey",
            "ec -pkeyopt ec_paramgen_curve:prime256v1, ec",
            "ec -pkeyopt ec_paramgen_curve:secp384r1, ec",
            "ed25519, pkey",
        })
        void isReadInEveryForm(String algorithm, String form) throws IOException, InterruptedException {
            openssl("req -x509 -nodes -days 2 -subj /CN=mx.local.test -keyout made.pem -out certificate.pem -newkey "
                    + algorithm);
            openssl(form + " -in made.pem -out key.pem");
            assertThat(given(directory.resolve("certificate.pem"), directory.resolve("key.pem"))
                            .current())
                    .as("%s", warnings.texts)
                    .isPresent();
        }

        @Test
        void withAPassphraseIsRefusedWithASentence() throws IOException, InterruptedException {
            openssl("req -x509 -days 2 -subj /CN=x -keyout key.pem -out certificate.pem -newkey rsa:2048"
                    + " -passout pass:secret");
            refused("the key in the file " + directory.resolve("key.pem")
                    + " has a passphrase, which nobody could type in");
        }

        @Test
        void withTheKeyOfAnotherIsRefusedWithASentence() throws IOException {
            pair("one", "certificate.pem");
            pair("other", "key.pem");
            refused("the key in the file " + directory.resolve("key.pem")
                    + " does not belong to the first certificate in " + directory.resolve("certificate.pem"));
        }

        @Test
        void withoutAFileIsRefusedWithASentence() throws IOException {
            pair("one", "key.pem");
            refused("there is no file " + directory.resolve("certificate.pem"));
        }

        @Test
        void withoutACertificateIsRefusedWithASentence() throws IOException {
            Files.writeString(directory.resolve("certificate.pem"), "hello");
            refused("there is no certificate in the file " + directory.resolve("certificate.pem"));
        }

        @Test
        void withoutAKeyIsRefusedWithASentence() throws IOException {
            pair("one", "certificate.pem");
            Files.copy(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
            refused("there is no private key in the file " + directory.resolve("key.pem"));
        }

        @Test
        void byHalfIsRefusedWithASentence() {
            assertThat(new ServerTls(new TlsFiles("/x.pem", "", "/nowhere")).current())
                    .isEmpty();
            assertThat(warnings.texts)
                    .containsExactly("TLS cannot be offered: pabal.tls.certificate is set, but pabal.tls.key is not;"
                            + " set both, or none for a certificate of Pabal's own making");
        }

        @Test
        void badFilesAreToldOnceAndTheOldOnesStayInUse() throws IOException, InterruptedException {
            pair("one", "certificate.pem");
            Files.copy(directory.resolve("one/tls/key.pem"), directory.resolve("key.pem"));
            ServerTls tls = given(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
            assertThat(tls.current()).isPresent();
            Files.writeString(
                    directory.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
            for (int i = 0; i < 6; i++) {
                Thread.sleep(Duration.ofSeconds(1));
                assertThat(tls.current()).isPresent();
            }
            assertThat(warnings.texts)
                    .singleElement()
                    .asString()
                    .startsWith("TLS keeps the certificate it had: the key in the file " + directory.resolve("key.pem")
                            + " cannot be used with the certificate in " + directory.resolve("certificate.pem") + ": ");
        }

        private void refused(String sentence) {
            assertThat(given(directory.resolve("certificate.pem"), directory.resolve("key.pem"))
                            .current())
                    .isEmpty();
            assertThat(warnings.texts).containsExactly("TLS cannot be offered: " + sentence);
        }

        /** Puts one of the two files of a new pair where it is looked for. */
        private void pair(String name, String file) throws IOException {
            Path home = directory.resolve(name);
            assertThat(new ServerTls(new TlsFiles("", "", home.toString())).current())
                    .isPresent();
            Files.copy(home.resolve("tls").resolve(file), directory.resolve(file));
        }

        private void openssl(String arguments) throws IOException, InterruptedException {
            Assumptions.assumeThat(Path.of("/usr/bin/openssl")).isExecutable();
            List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
            command.addAll(List.of(arguments.split(" ", -1)));
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
    }
}
