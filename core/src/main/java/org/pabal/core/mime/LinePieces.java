package org.pabal.core.mime;

/**
 * Cuts a content into its lines, and lines that are too long into pieces. A CR before an LF belongs to the line end; other CRs and
 * NULs are spaces, as they are for {@link org.pabal.core.smtp.DataEncoder}.
 */
final class LinePieces {
    /** Long enough for any boundary. */
    static final int MOST = 4_096;

    private final Taker taker;
    private final byte[] piece = new byte[MOST];
    private int length;
    private boolean first = true;
    private boolean pendingCr;

    interface Taker {
        /** @param octets without line end, valid during the call only
         * @param first whether the line begins here
         * @param last whether it ends here */
        void piece(byte[] octets, int length, boolean first, boolean last);
    }

    LinePieces(Taker taker) {
        this.taker = taker;
    }

    void accept(byte[] octets, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            byte octet = octets[i];
            if (octet == '\n') {
                pendingCr = false;
                give(true);
                continue;
            }
            if (pendingCr) {
                add((byte) ' ');
            }
            pendingCr = octet == '\r';
            if (!pendingCr) {
                add(octet == 0 ? (byte) ' ' : octet);
            }
        }
    }

    /** The content is over, perhaps within a line. */
    void end() {
        if (pendingCr) {
            pendingCr = false;
            add((byte) ' ');
        }
        if (length > 0) {
            give(false);
        }
    }

    private void add(byte octet) {
        if (length == MOST) {
            give(false);
        }
        piece[length++] = octet;
    }

    private void give(boolean last) {
        int octets = length;
        boolean beginning = first;
        length = 0;
        first = last;
        taker.piece(piece, octets, beginning, last);
    }
}
