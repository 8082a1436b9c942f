package org.pabal.web.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that must end within a number of octets; reading on is a 413. */
final class LimitedStream extends FilterInputStream {
    private final long limit;
    private long taken;

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int octets = super.read(buffer, offset, length);
        count(Math.max(octets, 0));
        return octets;
    }

    @Override
    public long skip(long octets) throws IOException {
        long skipped = super.skip(octets);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long octets) {
        taken += octets;
        if (taken > limit) {
            throw BodyLimitFilter.tooLarge(limit).exception();
        }
    }
}
