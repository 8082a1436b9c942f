package org.pabal.core.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a delivery that starts programs says: their outputs, then its own words, up to a length (spawn.c: truncreport). */
final class ProgramReport {
    private static final int LONGEST = 3000;
    private static final String TOO_LONG = "\nError report too long, sorry.\n";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    void add(String text) {
        said.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends at the first NUL, as qmail-lspawn's does. */
    @Override
    public String toString() {
        byte[] octets = said.toByteArray();
        int end = 0;
        while (end < octets.length && octets[end] != 0) {
            end++;
        }
        boolean fits = end <= LONGEST;
        int kept = fits ? end : LONGEST - 3 - TOO_LONG.length();
        return new String(octets, 0, kept, StandardCharsets.UTF_8) + (fits ? "" : TOO_LONG);
    }
}
