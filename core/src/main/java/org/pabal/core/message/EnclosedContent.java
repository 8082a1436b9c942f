package org.pabal.core.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/** A content with octets before and after it, as a part of a MIME structure has them. */
public final class EnclosedContent implements Content {
    private final byte[] before;
    private final Content original;
    private final byte[] after;

    /** @param original read again whenever the result is read; neither array may be changed afterwards */
    public EnclosedContent(byte[] before, Content original, byte[] after) {
        this.before = before;
        this.original = original;
        this.after = after;
    }

    @Override
    public long octets() {
        return before.length + original.octets() + after.length;
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(before), original.open(), new ByteArrayInputStream(after))));
    }
}
