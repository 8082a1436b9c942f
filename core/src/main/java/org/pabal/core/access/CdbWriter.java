package org.pabal.core.access;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a constant database, byte for byte as cdb 0.75 does: 256 header pairs, the records in the order they were added,
 * the hash tables. Used by one thread.
 */
public final class CdbWriter {
    private static final int PAIR = 8;

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private final List<List<Slot>> tables = new ArrayList<>();

    private record Slot(int hash, int position) {}

    public CdbWriter() {
        for (int i = 0; i < Cdb.TABLES; i++) {
            tables.add(new ArrayList<>());
        }
    }

    /** Adds a record. A key may be added again: a search finds the first. */
    public CdbWriter add(byte[] key, byte[] data) {
        int hash = Cdb.hash(key);
        tables.get(hash & 0xff).add(new Slot(hash, Math.addExact(Cdb.HEADER, records.size())));
        records.writeBytes(lengths(key.length, data.length));
        records.writeBytes(key);
        records.writeBytes(data);
        return this;
    }

    /** @return the whole file
     * @throws ArithmeticException if it would be larger than an array can be */
    public byte[] toBytes() {
        int slots = tables.stream().mapToInt(table -> 2 * table.size()).sum();
        int position = Math.addExact(Cdb.HEADER, records.size());
        byte[] octets = new byte[Math.addExact(position, Math.multiplyExact(slots, PAIR))];
        ByteBuffer file = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        file.put(Cdb.HEADER, records.toByteArray());
        for (List<Slot> table : tables) {
            int size = 2 * table.size();
            file.putInt(position).putInt(size);
            for (Slot slot : table) {
                place(file, position, size, slot);
            }
            position += size * PAIR;
        }
        return octets;
    }

    private static void place(ByteBuffer file, int table, int size, Slot slot) {
        int at = (slot.hash() >>> 8) % size;
        while (file.getInt(table + at * PAIR + 4) != 0) {
            at = (at + 1) % size;
        }
        file.putInt(table + at * PAIR, slot.hash()).putInt(table + at * PAIR + 4, slot.position());
    }

    private static byte[] lengths(int key, int data) {
        byte[] pair = new byte[PAIR];
        ByteBuffer.wrap(pair).order(ByteOrder.LITTLE_ENDIAN).putInt(key).putInt(data);
        return pair;
    }
}
