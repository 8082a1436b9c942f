package org.pabal.core.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A content with octets put in front of it, such as a trace line or the text of a bounce. */
public final class PrefixedContent implements Content {
    private final byte[] prefix;
    private final Content original;

    private PrefixedContent(byte[] prefix, Content original) {
        this.prefix = prefix;
        this.original = original;
    }

    /**
     * @param prefix not copied: nobody may change it afterwards
     * @param original copied if it is held in memory anyway, else read again whenever the result is read
     */
    public static Content of(byte[] prefix, Content original) {
        if (original instanceof InMemory small) {
            byte[] joined = new byte[prefix.length + small.bytes().length];
            System.arraycopy(prefix, 0, joined, 0, prefix.length);
            System.arraycopy(small.bytes(), 0, joined, prefix.length, small.bytes().length);
            return new InMemory(joined);
        }
        return new PrefixedContent(prefix, original);
    }

    @Override
    public long octets() {
        return prefix.length + original.octets();
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(prefix), original.open());
    }
}
