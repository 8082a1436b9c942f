package org.pabal.core.mime;

import java.io.ByteArrayOutputStream;

/** RFC 2045 §6.7: lines of at most 76 octets, line ends kept. */
final class QuotedPrintable implements BodyEncoder {
    /** Room for the sign of a line that goes on. */
    private static final int MOST = 75;

    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    private final ByteArrayOutputStream out;
    private int column;
    /** a space or tab, which may not end a line; 0 for none */
    private byte blank;

    QuotedPrintable(ByteArrayOutputStream out) {
        this.out = out;
    }

    @Override
    public void octets(byte[] piece, int length) {
        for (int i = 0; i < length; i++) {
            byte octet = piece[i];
            blankIsNotLast();
            if (octet == ' ' || octet == '\t') {
                blank = octet;
            } else if (octet > ' ' && octet < 127 && octet != '=') {
                room(1);
                out.write(octet);
            } else {
                quoted(octet);
            }
        }
    }

    @Override
    public void lineEnd() {
        finish();
        out.write('\n');
        column = 0;
    }

    @Override
    public void finish() {
        if (blank != 0) {
            quoted(blank);
            blank = 0;
        }
    }

    private void blankIsNotLast() {
        if (blank != 0) {
            room(1);
            out.write(blank);
            blank = 0;
        }
    }

    private void quoted(byte octet) {
        room(3);
        out.write('=');
        out.write(DIGITS[(octet >> 4) & 15]);
        out.write(DIGITS[octet & 15]);
    }

    private void room(int octets) {
        if (column + octets > MOST) {
            out.write('=');
            out.write('\n');
            column = 0;
        }
        column += octets;
    }
}
