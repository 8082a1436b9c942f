package org.pabal.core.access;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads a constant database (cdb 0.75): compiled access rules, qmail's and vpopmail's tables. Immutable. */
public final class Cdb {
    static final int TABLES = 256;
    static final int HEADER = TABLES * 8;

    private final ByteBuffer file;

    private Cdb(byte[] octets) {
        this.file = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param octets the whole file; not copied
     * @throws IllegalArgumentException if it is too short to be one */
    public static Cdb require(byte[] octets) {
        if (octets.length < HEADER) {
            throw new IllegalArgumentException("a cdb has at least " + HEADER + " bytes");
        }
        return new Cdb(octets);
    }

    /** @return the data of the first record with this key
     * @throws IllegalArgumentException if the file is damaged */
    public Optional<byte[]> find(byte[] key) {
        int hash = hash(key);
        int table = file.getInt((hash & 0xff) * 8);
        int slots = file.getInt((hash & 0xff) * 8 + 4);
        if (slots == 0) {
            return Optional.empty();
        }
        requireInside(table, Integer.toUnsignedLong(slots) * 8);
        int start = Integer.remainderUnsigned(hash >>> 8, slots);
        for (int tried = 0; tried < slots; tried++) {
            int slot = table + (start + tried) % slots * 8;
            int position = file.getInt(slot + 4);
            if (position == 0) {
                return Optional.empty();
            }
            if (file.getInt(slot) == hash && Arrays.equals(keyAt(position), key)) {
                return Optional.of(dataAt(position));
            }
        }
        return Optional.empty();
    }

    /** Calls the action with key and data of each record, in the order they were added.
     *
     * @throws IllegalArgumentException if the file is damaged
     */
    public void forEach(BiConsumer<byte[], byte[]> action) {
        long end = endOfRecords();
        long position = HEADER;
        while (position < end) {
            requireInside(position, 8);
            int at = (int) position;
            action.accept(keyAt(at), dataAt(at));
            position += 8 + Integer.toUnsignedLong(file.getInt(at)) + Integer.toUnsignedLong(file.getInt(at + 4));
        }
    }

    static int hash(byte[] key) {
        int hash = 5381;
        for (byte octet : key) {
            hash = hash * 33 ^ (octet & 0xff);
        }
        return hash;
    }

    /** The records end where the first table that has slots begins. */
    private long endOfRecords() {
        long end = Long.MAX_VALUE;
        for (int i = 0; i < TABLES; i++) {
            if (file.getInt(i * 8 + 4) != 0) {
                end = Math.min(end, Integer.toUnsignedLong(file.getInt(i * 8)));
            }
        }
        return end == Long.MAX_VALUE ? HEADER : end;
    }

    private byte[] keyAt(int position) {
        requireInside(Integer.toUnsignedLong(position), 8);
        return slice(position + 8L, Integer.toUnsignedLong(file.getInt(position)));
    }

    private byte[] dataAt(int position) {
        long keyLength = Integer.toUnsignedLong(file.getInt(position));
        return slice(position + 8L + keyLength, Integer.toUnsignedLong(file.getInt(position + 4)));
    }

    private byte[] slice(long from, long length) {
        requireInside(from, length);
        byte[] octets = new byte[(int) length];
        file.get((int) from, octets);
        return octets;
    }

    private void requireInside(long from, long length) {
        if (from < 0 || from + length > file.limit()) {
            throw new IllegalArgumentException("the cdb is damaged: it points outside itself");
        }
    }
}
