package org.pabal.connector.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A certificate that vouches for itself (RFC 5280 §4.1), for a server that was given none. It keeps listeners on the line
 * out, which is all that mail between hosts asks for (RFC 7435); who it is that answers, it does not prove.
 */
final class SelfSigned {
    private static final Duration VALID = Duration.ofDays(3650);
    /** clocks of clients differ from ours */
    private static final Duration EARLIER = Duration.ofDays(1);

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final int MAX_COMMON_NAME = 64;
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.objectIdentifier("1.2.840.10045.4.3.2"));

    private SelfSigned() {}

    /** Makes the two files with mode 0600 in a directory with mode 0700; the key, without which the other is worth nothing, last. */
    static void write(TlsFiles files, String name) throws IOException, GeneralSecurityException, TlsTrouble {
        Path directory = files.ownDirectory();
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        byte[] certificate = certificate(pair, name.isEmpty() ? hostName() : name, Instant.now());
        store(files.certificateFile(), Pem.write("CERTIFICATE", certificate));
        store(files.keyFile(), Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded()));
        sync(directory, StandardOpenOption.READ);
    }

    /** @param host its name; the certificate is the server's and says so */
    static byte[] certificate(KeyPair pair, String host, Instant now) throws GeneralSecurityException {
        byte[] name = Der.sequence(Der.set(Der.sequence(
                Der.objectIdentifier("2.5.4.3"),
                Der.text(host.substring(0, Math.min(MAX_COMMON_NAME, host.length()))))));
        byte[] alternativeName = Der.sequence(Der.value(0x82, host.getBytes(StandardCharsets.US_ASCII)));
        byte[] extensions =
                Der.sequence(Der.sequence(Der.objectIdentifier("2.5.29.17"), Der.octetString(alternativeName)));
        byte[] content = Der.sequence(
                Der.value(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(126, new SecureRandom()).setBit(126)),
                ECDSA_WITH_SHA256,
                name,
                Der.sequence(Der.time(now.minus(EARLIER)), Der.time(now.plus(VALID))),
                name,
                pair.getPublic().getEncoded(),
                Der.value(0xa3, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        return Der.sequence(content, ECDSA_WITH_SHA256, Der.bitString(signature.sign()));
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return StandardCharsets.US_ASCII.newEncoder().canEncode(name) ? name : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static void store(Path file, String text) throws IOException {
        // temporary files are private from birth
        Path temporary = Files.createTempFile(Objects.requireNonNull(file.getParent(), "below pabal.home"), ".new", "");
        try {
            Files.writeString(temporary, text, StandardCharsets.US_ASCII);
            sync(temporary, StandardOpenOption.WRITE);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void sync(Path path, OpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
