package org.pabal.core.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.pabal.core.message.Content;

/** Looks for one line in a header section, octet for octet (qmail-local: bouncexf). */
final class HeaderLineSearch {
    private static final int PIECE = 16 * 1024;

    private enum Progress {
        READING,
        FOUND,
        END_OF_HEADER
    }

    private final byte[] wanted;
    private final boolean skipsReturns;
    /** Octets of the present line seen so far; stays where it is once the line differs. */
    private int column;

    private boolean equalSoFar = true;

    private HeaderLineSearch(String line, String lineEnd) {
        skipsReturns = lineEnd.startsWith("\r");
        wanted = line.getBytes(StandardCharsets.UTF_8);
    }

    /** @param line not empty, without its line end
     * @param lineEnd LF, or CRLF as in a binary content */
    static boolean find(String line, String lineEnd, Content content) throws IOException {
        HeaderLineSearch search = new HeaderLineSearch(line, lineEnd);
        if (content instanceof Content.InMemory small) {
            return search.read(small.bytes(), small.bytes().length) == Progress.FOUND;
        }
        try (InputStream in = content.open()) {
            byte[] piece = new byte[PIECE];
            Progress progress = Progress.READING;
            while (progress == Progress.READING) {
                int length = in.read(piece);
                progress = length < 0 ? Progress.END_OF_HEADER : search.read(piece, length);
            }
            return progress == Progress.FOUND;
        }
    }

    private Progress read(byte[] octets, int length) {
        for (int i = 0; i < length; i++) {
            byte octet = octets[i];
            if (octet == '\n') {
                if (column == 0) {
                    return Progress.END_OF_HEADER;
                }
                if (equalSoFar && column == wanted.length) {
                    return Progress.FOUND;
                }
                column = 0;
                equalSoFar = true;
            } else if (equalSoFar && !(skipsReturns && octet == '\r')) {
                equalSoFar = column < wanted.length && wanted[column] == octet;
                column++;
            }
        }
        return Progress.READING;
    }
}
