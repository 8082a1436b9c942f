package org.pabal.ejb.receive;

import java.util.Arrays;
import org.pabal.core.message.Content;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.queue.ContentSpool;

/**
 * A content while it arrives: in memory up to {@link ContentSpool#PIECE} octets, beyond that in pieces in the database, which
 * nobody sees before the message is committed. Used by one thread.
 */
final class GrowingContent {
    private static final int FIRST = 6 * 1024;

    private final QueueId id;
    private final ContentSpool spool;
    private byte[] held = new byte[FIRST];
    private int count;
    private int pieces;
    private long total;

    GrowingContent(QueueId id, ContentSpool spool) {
        this.id = id;
        this.spool = spool;
    }

    void write(byte[] buffer, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (count == ContentSpool.PIECE) {
                flush();
            }
            int taken = Math.min(left, ContentSpool.PIECE - count);
            ensure(count + taken);
            System.arraycopy(buffer, from, held, count, taken);
            count += taken;
            from += taken;
            left -= taken;
        }
        total += length;
    }

    /** @return the whole content; nothing may be written afterwards */
    Content finish() {
        if (pieces == 0) {
            return new Content.InMemory(count == held.length ? held : Arrays.copyOf(held, count));
        }
        if (count > 0) {
            flush();
        }
        return new Spooled(total);
    }

    /** Removes what was stored. */
    void discard() {
        if (pieces > 0) {
            spool.discard(id);
            pieces = 0;
        }
        count = 0;
    }

    private void flush() {
        spool.append(id, pieces, Arrays.copyOf(held, count));
        pieces++;
        count = 0;
    }

    private void ensure(int capacity) {
        if (capacity > held.length) {
            int doubled = Math.max(capacity, held.length * 2);
            held = Arrays.copyOf(held, Math.min(ContentSpool.PIECE, doubled));
        }
    }

    /** Stands for a content whose pieces are in the database: it is read from there. */
    private record Spooled(long octets) implements Content {
        @Override
        public java.io.InputStream open() {
            throw new IllegalStateException("a spooled content is read from the queue, after its message is committed");
        }
    }
}
