package org.pabal.core.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.pabal.core.message.Content;

/** Reads a content in pieces; trouble with it is told apart from trouble with the file it is written to. */
final class ContentReader implements AutoCloseable {
    private final InputStream in;
    private long missing;

    private ContentReader(InputStream in, long octets) {
        this.in = in;
        this.missing = octets;
    }

    static ContentReader open(Content content) throws DeferralException {
        try {
            return new ContentReader(content.open(), content.octets());
        } catch (IOException e) {
            throw new DeferralException(Reports.READ_MESSAGE, e);
        }
    }

    /**
     * Fills the piece, unless the content ends.
     *
     * @return the number of octets read; less than the piece holds only at the end
     * @throws DeferralException also if the content is longer or shorter than it said: part of a message is no message
     */
    int read(byte[] piece) throws DeferralException {
        try {
            int length = in.readNBytes(piece, 0, piece.length);
            missing -= length;
            if (missing < 0 || (missing > 0 && length < piece.length)) {
                throw new EOFException("the content is not as long as it said");
            }
            return length;
        } catch (IOException e) {
            throw new DeferralException(Reports.READ_MESSAGE, e);
        }
    }

    @Override
    public void close() throws DeferralException {
        try {
            in.close();
        } catch (IOException e) {
            throw new DeferralException(Reports.READ_MESSAGE, e);
        }
    }
}
