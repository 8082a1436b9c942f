package org.pabal.web.queue;

import java.io.IOException;
import java.io.InputStream;

/**
 * A submitted content on its way in: CRLF becomes LF. A CR without LF and a NUL are refused, since a next hop might see a line
 * end, or an end of data, where we see none.
 */
final class MailLines extends InputStream {
    /** What was submitted is no mail we take. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
        private final String sentence;
        private final boolean tooLarge;

        Refused(String sentence, boolean tooLarge) {
            super(sentence);
            this.sentence = sentence;
            this.tooLarge = tooLarge;
        }

        String sentence() {
            return sentence;
        }

        /** @return whether it is too large; if not, it is malformed */
        boolean tooLarge() {
            return tooLarge;
        }
    }

    private final InputStream in;
    private final long maxOctets;
    private long taken;
    private boolean afterReturn;

    /** @param maxOctets with CRLF counted as two, and LF too; 0 means unlimited */
    MailLines(InputStream in, long maxOctets) {
        this.in = in;
        this.maxOctets = maxOctets;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int kept = 0;
        while (kept == 0) {
            int count = in.read(buffer, offset, length);
            if (count < 0) {
                if (afterReturn) {
                    throw bareReturn();
                }
                return -1;
            }
            kept = convert(buffer, offset, count);
        }
        return kept;
    }

    /** In place: what is kept is never longer than what came. */
    private int convert(byte[] buffer, int offset, int count) throws Refused {
        int to = offset;
        for (int from = offset; from < offset + count; from++) {
            byte octet = buffer[from];
            if (afterReturn && octet != '\n') {
                throw bareReturn();
            }
            afterReturn = octet == '\r';
            if (octet == 0) {
                throw new Refused("The message has a NUL.", false);
            }
            if (!afterReturn) {
                count(octet);
                buffer[to] = octet;
                to++;
            }
        }
        return to - offset;
    }

    private void count(byte octet) throws Refused {
        taken += octet == '\n' ? 2 : 1;
        if (maxOctets > 0 && taken > maxOctets) {
            throw new Refused("The message may have " + maxOctets + " octets (databytes).", true);
        }
    }

    private static Refused bareReturn() {
        return new Refused("The message has a CR without LF.", false);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
