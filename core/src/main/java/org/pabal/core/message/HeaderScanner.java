package org.pabal.core.message;

/**
 * Watches a content stream by and counts what its header section says about earlier hops. Lines end in LF, those of a binary
 * content in CRLF. Costs next to
 * nothing after the first empty line. One object for one content.
 */
public final class HeaderScanner {
    private static final String RECEIVED = "received:";
    private static final String DELIVERED_TO = "delivered-to:";

    private boolean inHeader = true;
    private int column;
    private boolean received = true;
    private boolean deliveredTo = true;
    private int hops;
    private long octets;
    private byte seen;

    /** Looks at one piece of the content, in order. */
    public void scan(byte[] content, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (inHeader && at < end) {
            if (received || deliveredTo) {
                take(content[at++]);
            } else {
                at = nextLine(content, at, end);
            }
        }
        octets += at - offset;
    }

    /** @return {@code Received} and {@code Delivered-To} fields so far */
    public int hops() {
        return hops;
    }

    /** Whether the header section is not over yet. */
    public boolean isOpen() {
        return inHeader;
    }

    /** Whether an octet of the header section so far is above 127. */
    public boolean isBeyondAscii() {
        return seen < 0;
    }

    /** @return length of the header section so far, line ends counted as one, with the empty line that ends it */
    public long octets() {
        return octets;
    }

    private void take(byte octet) {
        seen |= octet;
        if (octet == '\n') {
            inHeader = column > 0;
            startLine();
            return;
        }
        if (octet == '\r') {
            return;
        }
        int lower = octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
        received = received && column < RECEIVED.length() && RECEIVED.charAt(column) == lower;
        deliveredTo = deliveredTo && column < DELIVERED_TO.length() && DELIVERED_TO.charAt(column) == lower;
        column++;
        boolean complete =
                (received && column == RECEIVED.length()) || (deliveredTo && column == DELIVERED_TO.length());
        if (complete) {
            hops++;
            received = false;
            deliveredTo = false;
        }
    }

    private int nextLine(byte[] content, int from, int end) {
        for (int i = from; i < end; i++) {
            seen |= content[i];
            if (content[i] == '\n') {
                startLine();
                return i + 1;
            }
        }
        return end;
    }

    private void startLine() {
        column = 0;
        received = true;
        deliveredTo = true;
    }
}
