package org.pabal.connector.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where certificate and key are, as the deployment settings say it.
 *
 * @param certificate {@code pabal.tls.certificate}: a PEM file with the certificate and then those of its issuers; or empty
 * @param key {@code pabal.tls.key}: a PEM file; or empty
 * @param home {@code pabal.home}, where a certificate of our own making is if both are empty
 */
public record TlsFiles(String certificate, String key, String home) {
    boolean areOurs() {
        return certificate.isBlank() && key.isBlank();
    }

    /** A certificate for one more name. */
    record Pair(Path certificate, Path key) {}

    /** @return what lies in {@code tls/} as {@code NAME.pem} with {@code NAME.key}, sorted; nothing if it cannot be read */
    List<Pair> morePairs() {
        try (Stream<Path> files = Files.list(ownDirectory())) {
            return files.filter(file -> file.getFileName().toString().endsWith(".pem"))
                    .map(file -> new Pair(file, keyOf(file)))
                    .filter(pair -> Files.exists(pair.key()))
                    .sorted(Comparator.comparing(Pair::certificate))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path keyOf(Path certificate) {
        String name = certificate.getFileName().toString();
        return certificate.resolveSibling(name.substring(0, name.length() - ".pem".length()) + ".key");
    }

    Path ownDirectory() {
        return Path.of(home.strip()).resolve("tls").toAbsolutePath().normalize();
    }

    /** @throws TlsTrouble if only one of the two settings is there */
    Path certificateFile() throws TlsTrouble {
        return areOurs()
                ? ownDirectory().resolve("certificate.pem")
                : configured("pabal.tls.certificate", certificate, "pabal.tls.key");
    }

    /** @throws TlsTrouble if only one of the two settings is there */
    Path keyFile() throws TlsTrouble {
        return areOurs()
                ? ownDirectory().resolve("key.pem")
                : configured("pabal.tls.key", key, "pabal.tls.certificate");
    }

    private static Path configured(String setting, String value, String other) throws TlsTrouble {
        if (value.isBlank()) {
            throw new TlsTrouble(other + " is set, but " + setting + " is not; set both, or none for a certificate of"
                    + " Pabal's own making");
        }
        return Path.of(value.strip()).toAbsolutePath().normalize();
    }
}
