package org.pabal.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server that has, as long as this is open, a certificate for {@code localhost} which clients can verify. */
final class Certified implements AutoCloseable {
    static final String HOST = "localhost";

    private final Authority authority;
    private final Pabal pabal;

    private Certified(Authority authority, Pabal pabal) {
        this.authority = authority;
        this.pabal = pabal;
    }

    static Certified host(Pabal pabal) throws IOException {
        Certified certified = new Certified(Authority.create(), pabal);
        certified.authority.certify(HOST, certified.place());
        // files are looked at every few seconds
        await().atMost(Duration.ofSeconds(30)).until(certified::isVerified);
        return certified;
    }

    /** @return the certificate to trust */
    String authority() {
        return authority.certificate().toString();
    }

    private Path place() {
        return pabal.home().resolve("tls");
    }

    private boolean isVerified() throws IOException {
        int port = pabal.server().settings().ports().submissions();
        List<String> openssl = List.of(
                Programs.require("openssl"),
                "s_client",
                "-connect",
                HOST + ":" + port,
                "-servername",
                HOST,
                "-CAfile",
                authority(),
                "-verify_return_error");
        return Programs.run(openssl, java.util.Map.of(), "").output().contains("Verify return code: 0 (ok)");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(place().resolve(HOST + ".pem"));
        Files.deleteIfExists(place().resolve(HOST + ".key"));
        authority.close();
    }
}
