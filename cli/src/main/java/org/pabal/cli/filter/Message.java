package org.pabal.cli.filter;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** A message on standard input, with a line before it. */
final class Message {
    private static final int PIECE = 64 * 1024;

    private final byte[] head;
    private final InputStream input;
    private final long length;

    /**
     * @param input from where it is to be read on
     * @param length of what is left of the input, in octets
     */
    private Message(byte[] head, InputStream input, long length) {
        this.head = head;
        this.input = input;
        this.length = length;
    }

    /** @param input a file, or a pipe, which is held in memory for its length to be known */
    static Message of(byte[] head, FileChannel input, boolean rewound) throws IOException {
        if (rewound) {
            input.position(0);
        }
        long from;
        try {
            from = input.position();
        } catch (IOException notSeekable) {
            byte[] whole = Channels.newInputStream(input).readAllBytes();
            return new Message(head, new ByteArrayInputStream(whole), whole.length);
        }
        return new Message(head, Channels.newInputStream(input), Math.max(input.size() - from, 0));
    }

    long octets() {
        return head.length + length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(head);
        byte[] piece = new byte[PIECE];
        for (long left = length; left > 0; ) {
            int read = input.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                throw new EOFException("the message became shorter");
            }
            out.write(piece, 0, read);
            left -= read;
        }
    }
}
