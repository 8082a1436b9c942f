package org.pabal.core.mime;

import java.io.ByteArrayOutputStream;

/** A body that stays as it is. */
final class Unchanged implements BodyEncoder {
    private final ByteArrayOutputStream out;

    Unchanged(ByteArrayOutputStream out) {
        this.out = out;
    }

    @Override
    public void octets(byte[] piece, int length) {
        out.write(piece, 0, length);
    }

    @Override
    public void lineEnd() {
        out.write('\n');
    }

    @Override
    public void finish() {}
}
