package org.pabal.ejb.queue;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.pabal.core.queue.QueueId;

/**
 * Where a page of the queue ended. To others a word without meaning, so that it may come to mean something else.
 *
 * @param after the last message that was seen
 */
public record QueueCursor(QueueId after) {
    private static final byte VERSION = 1;
    private static final int SIZE = 1 + Long.BYTES;

    /** @return letters, digits, {@code -} and {@code _} only */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE).put(VERSION).putLong(after.value());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @return empty if {@link #text()} never wrote this */
    public static Optional<QueueCursor> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != SIZE || bytes[0] != VERSION) {
            return Optional.empty();
        }
        long id = ByteBuffer.wrap(bytes).getLong(1);
        return id > 0 ? Optional.of(new QueueCursor(new QueueId(id))) : Optional.empty();
    }
}
