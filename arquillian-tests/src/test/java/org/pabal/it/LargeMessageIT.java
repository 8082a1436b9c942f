package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A content of 100 MB passes through a server with 512 MB of heap, without a change. */
@OnSharedPabal
class LargeMessageIT {
    private static final long SIZE = 100_000_000;

    private final Pabal pabal;
    private final String marker = Marker.fresh();

    LargeMessageIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @Test
    void hundredMegabytesArriveAsTheyWereSent() throws IOException {
        String sent;
        try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
            client.opens("sender@ext.test", "user@local.test");
            sent = sendLarge(client);
            client.says(".").hears("250");
        }
        Path delivered = Awaited.value(Duration.ofMinutes(3), this::large);
        assertThat(digestFromMarker(delivered)).isEqualTo(sent);
        // every other test reads this mailbox whole
        Files.delete(delivered);
    }

    /** @return the digest of what was sent, with the line ends of a Maildir */
    private String sendLarge(SmtpClient client) throws IOException {
        MessageDigest digest = sha256();
        Random random = new Random(100);
        byte[] octets = new byte[57];
        long size = 0;
        line(client, digest, "Subject: " + marker);
        line(client, digest, "");
        while (size < SIZE) {
            random.nextBytes(octets);
            size += line(client, digest, Base64.getEncoder().encodeToString(octets));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long line(SmtpClient client, MessageDigest digest, String text) throws IOException {
        byte[] line = text.getBytes(StandardCharsets.US_ASCII);
        client.stream().write(line);
        client.stream().write('\r');
        client.stream().write('\n');
        digest.update(line);
        digest.update((byte) '\n');
        return line.length + 2L;
    }

    private Optional<Path> large() throws IOException {
        for (Path message : pabal.mailbox().messages()) {
            if (Files.size(message) > SIZE * 9 / 10) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** @return the digest of the message below the trace fields */
    private String digestFromMarker(Path message) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(message))) {
            byte[] head = in.readNBytes(20_000);
            int start = new String(head, StandardCharsets.ISO_8859_1).indexOf("Subject: " + marker + "\n");
            digest.update(head, start, head.length - start);
            byte[] rest = new byte[1 << 16];
            for (int read = in.read(rest); read >= 0; read = in.read(rest)) {
                digest.update(rest, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
