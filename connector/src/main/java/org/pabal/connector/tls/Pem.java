package org.pabal.connector.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The blocks of a PEM file (RFC 7468); whatever stands between them is a comment. */
final class Pem {
    private static final int MAX_OCTETS = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    /** @param label as {@code CERTIFICATE} */
    record Block(String label, String base64) {
        /** Whether a passphrase is needed, in the new or in the old way of saying so. */
        boolean isEncrypted() {
            return label.startsWith("ENCRYPTED") || base64.contains("ENCRYPTED");
        }

        /** @throws IllegalArgumentException if it is not Base64 */
        byte[] octets() {
            return Base64.getMimeDecoder().decode(base64);
        }
    }

    static List<Block> read(Path file) throws TlsTrouble {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_OCTETS), StandardCharsets.ISO_8859_1);
            return BLOCK.matcher(text)
                    .results()
                    .map(found -> new Block(found.group(1), found.group(2)))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new TlsTrouble("there is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new TlsTrouble("the user '" + System.getProperty("user.name") + "' may not read the file " + file, e);
        } catch (IOException e) {
            throw new TlsTrouble("the file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static String write(String label, byte[] octets) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(octets) + "\n-----END " + label + "-----\n";
    }
}
