package org.pabal.connector.tls;

import java.nio.file.Path;

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
