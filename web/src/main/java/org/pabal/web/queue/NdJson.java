package org.pabal.web.queue;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One JSON object a line, as long as the stream lasts. */
final class NdJson implements StreamingOutput {
    static final String MEDIA_TYPE = "application/x-ndjson";

    private final Supplier<Stream<?>> source;

    /** @param source asked when writing begins */
    NdJson(Supplier<Stream<?>> source) {
        this.source = source;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Jsonb json = JsonbBuilder.create();
        try (Stream<?> stream = source.get()) {
            for (Iterator<?> each = stream.iterator(); each.hasNext(); ) {
                out.write((json.toJson(each.next()) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
