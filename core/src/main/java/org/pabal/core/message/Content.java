package org.pabal.core.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stored content: header section and body, lines ended by LF, dots unstuffed. Can be read more than once. */
public interface Content {
    /** @return the size as stored, in octets */
    long octets();

    /** @return the octets from their beginning; the caller closes it */
    InputStream open() throws IOException;

    /** A content that is small enough to be held whole. */
    final class InMemory implements Content {
        private final byte[] bytes;

        /** @param bytes not copied: nobody may change them afterwards */
        public InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        /** @return the octets themselves, not a copy: read only */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public long octets() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
