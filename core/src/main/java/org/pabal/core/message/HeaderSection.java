package org.pabal.core.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The header section of a content, for those who are shown no more of it. */
public final class HeaderSection {
    private static final int PIECE = 4_096;

    private HeaderSection() {}

    /** @return the lines up to the empty one that ends them, without it; LF as line end, whatever the content has */
    public static Content of(Content content) throws IOException {
        HeaderScanner scanner = new HeaderScanner();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        try (InputStream in = content.open()) {
            int length = in.read(piece);
            while (length >= 0 && scanner.isOpen()) {
                long before = scanner.octets();
                scanner.scan(piece, 0, length);
                text(piece, (int) (scanner.octets() - before), header);
                length = in.read(piece);
            }
        }
        byte[] lines = header.toByteArray();
        int emptyLine = scanner.isOpen() ? 0 : 1;
        byte[] kept = new byte[lines.length - emptyLine];
        System.arraycopy(lines, 0, kept, 0, kept.length);
        return new Content.InMemory(kept);
    }

    /** A binary content may hold what no other content may. */
    private static void text(byte[] piece, int length, ByteArrayOutputStream out) {
        for (int i = 0; i < length; i++) {
            if (piece[i] != '\r') {
                out.write(piece[i] == 0 ? ' ' : piece[i]);
            }
        }
    }
}
