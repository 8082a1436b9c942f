package org.pabal.core.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.pabal.core.message.Content;

/** A content that is converted whenever it is read. */
final class ConvertedContent implements Content {
    private static final int PIECE = 8_192;

    private final Content original;
    private final List<Treatment> treatments;
    private final long octets;

    private ConvertedContent(Content original, List<Treatment> treatments, long octets) {
        this.original = original;
        this.treatments = treatments;
        this.octets = octets;
    }

    /** Reads the original once, to know the size; what is held in memory anyway is converted for good. */
    static Content of(Content original, List<Treatment> treatments) throws IOException {
        try (InputStream converted = new ConvertedContent(original, treatments, 0).open()) {
            if (original instanceof InMemory) {
                return new InMemory(converted.readAllBytes());
            }
            return new ConvertedContent(original, treatments, converted.skip(Long.MAX_VALUE));
        }
    }

    @Override
    public long octets() {
        return octets;
    }

    @Override
    public InputStream open() throws IOException {
        return new Converted(original.open(), treatments);
    }

    /** Converts a piece whenever what has been converted is used up. */
    private static final class Converted extends InputStream {
        private final InputStream in;
        private final Output out = new Output();
        private final Structure structure;
        private final LinePieces lines;
        private final byte[] piece = new byte[PIECE];
        private boolean ended;

        Converted(InputStream in, List<Treatment> treatments) {
            this.in = in;
            this.structure = new Structure(new Converter(treatments, out));
            this.lines = new LinePieces(structure);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            while (length > 0 && out.isEmpty() && !ended) {
                convert();
            }
            return length == 0 ? 0 : out.take(target, offset, length);
        }

        private void convert() throws IOException {
            int count = in.read(piece);
            if (count >= 0) {
                lines.accept(piece, 0, count);
            } else {
                ended = true;
                lines.end();
                structure.end();
            }
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] ignored = new byte[PIECE];
            long skipped = 0;
            int octets = 0;
            while (octets >= 0 && skipped < count) {
                skipped += octets;
                octets = read(ignored, 0, (int) Math.min(PIECE, count - skipped));
            }
            return skipped;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** A buffer that is read from its beginning. */
    private static final class Output extends ByteArrayOutputStream {
        private int taken;

        boolean isEmpty() {
            return taken == count;
        }

        /** @return octets taken; -1 if there are none */
        int take(byte[] target, int offset, int length) {
            if (isEmpty()) {
                return -1;
            }
            int octets = Math.min(length, count - taken);
            System.arraycopy(buf, taken, target, offset, octets);
            taken += octets;
            if (isEmpty()) {
                taken = 0;
                reset();
            }
            return octets;
        }
    }
}
