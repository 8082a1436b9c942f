package org.pabal.core.local;

import org.pabal.core.queue.ReportText;

/** What a delivery that starts programs says: their outputs, then its own words, up to a length. */
final class ProgramReport {
    private final StringBuilder said = new StringBuilder();

    void add(String text) {
        said.append(text);
    }

    /** Ends at the first NUL, as qmail-lspawn's does. */
    @Override
    public String toString() {
        int nul = said.indexOf("\0");
        return ReportText.cut(nul < 0 ? said.toString() : said.substring(0, nul));
    }
}
