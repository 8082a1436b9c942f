package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A certificate authority of our own, made by OpenSSL, which clients can be told to trust. */
final class Authority implements AutoCloseable {
    private static final List<String> NEW_KEY =
            List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc");

    private static final String SERVER = """
            subjectAltName=DNS:NAME
            keyUsage=critical,digitalSignature
            extendedKeyUsage=serverAuth
            basicConstraints=critical,CA:FALSE
            authorityKeyIdentifier=keyid
            crlDistributionPoints=URI:http://crl.invalid/ca.crl
            """;

    private final Path directory;

    private Authority(Path directory) {
        this.directory = directory;
    }

    static Authority create() throws IOException {
        Authority authority = new Authority(Files.createTempDirectory("pabal-authority"));
        authority.openssl(
                Stream.concat(Stream.of("req", "-x509"), NEW_KEY.stream()),
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-days",
                "90",
                "-subj",
                "/CN=Authority of a test",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign");
        return authority;
    }

    /** @return its own certificate, in PEM */
    Path certificate() {
        return directory.resolve("ca.pem");
    }

    /**
     * Makes a pair for a host where a server looks for pairs ({@code NAME.pem}, {@code NAME.key}).
     *
     * @param place the server's directory for them
     */
    void certify(String host, Path place) throws IOException {
        Files.writeString(directory.resolve("extensions"), SERVER.replace("NAME", host));
        openssl(
                Stream.concat(Stream.of("req"), NEW_KEY.stream()),
                "-keyout",
                "host.key",
                "-out",
                "host.csr",
                "-subj",
                "/CN=" + host);
        openssl(
                Stream.of("x509", "-req", "-in", "host.csr", "-CA", "ca.pem", "-CAkey", "ca.key"),
                "-CAcreateserial",
                "-days",
                "90",
                "-extfile",
                "extensions",
                "-out",
                "host.pem");
        Files.move(directory.resolve("host.key"), place.resolve(host + ".key"));
        Files.move(directory.resolve("host.pem"), place.resolve(host + ".pem"));
    }

    private void openssl(Stream<String> start, String... rest) throws IOException {
        List<String> command = Stream.of(Stream.of(Programs.require("openssl")), start, Stream.of(rest))
                .flatMap(words -> words)
                .map(word -> word.matches("(?:ca|host)\\..*|extensions")
                        ? directory.resolve(word).toString()
                        : word)
                .toList();
        Programs.Result result = Programs.run(command.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Override
    public void close() throws IOException {
        Directories.delete(directory);
    }
}
