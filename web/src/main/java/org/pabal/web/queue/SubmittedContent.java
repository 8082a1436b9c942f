package org.pabal.web.queue;

import java.io.InputStream;
import org.pabal.core.message.Content;

/** A content that is still on its way: it can be read once, and nobody knows its size before that. */
record SubmittedContent(InputStream lines) implements Content {
    @Override
    public long octets() {
        throw new IllegalStateException("the size of a content is not known before it is read");
    }

    @Override
    public InputStream open() {
        return lines;
    }
}
