package org.pabal.core.mime;

import java.io.ByteArrayOutputStream;

/** Writes the body of one leaf in another form. */
sealed interface BodyEncoder permits QuotedPrintable, Base64Lines, Unchanged {
    /** Octets of one line. */
    void octets(byte[] piece, int length);

    /** A line end that belongs to the body. */
    void lineEnd();

    /** The body is over. The line that is being written gets its end by whoever comes next. */
    void finish();

    static BodyEncoder of(Treatment treatment, ByteArrayOutputStream out) {
        return switch (treatment) {
            case QUOTED_PRINTABLE -> new QuotedPrintable(out);
            case BASE64 -> new Base64Lines(out);
            case KEEP, RELABEL -> new Unchanged(out);
        };
    }
}
