package org.pabal.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Remembers in a domain which application was deployed there and came up, by its SHA-256: the build is reproducible, so
 * a rebuild without a change of the sources keeps it.
 */
record DeployedMark(Path file, String digest) {
    static DeployedMark of(Path ear, Path domain) throws IOException {
        try (InputStream in = Files.newInputStream(ear)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, sha256).transferTo(OutputStream.nullOutputStream());
            String digest = HexFormat.of().formatHex(sha256.digest());
            return new DeployedMark(domain.resolve("pabal.ear.sha256"), digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    boolean present() throws IOException {
        return Files.exists(file) && Files.readString(file).equals(digest);
    }

    void set() throws IOException {
        Files.writeString(file, digest);
    }
}
