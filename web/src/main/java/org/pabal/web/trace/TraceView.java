package org.pabal.web.trace;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import org.pabal.core.trace.TraceEvent;
import org.pabal.core.trace.TracedSession;

/** Events as JSON objects of one line. */
final class TraceView {
    private TraceView() {}

    static JsonObject of(TraceEvent event) {
        return switch (event) {
            case TraceEvent.Line line -> of(line);
            case TraceEvent.Lost lost ->
                Json.createObjectBuilder()
                        .add("kind", "lost")
                        .add("lines", lost.lines())
                        .build();
        };
    }

    private static JsonObject of(TraceEvent.Line line) {
        TracedSession session = line.session();
        return Json.createObjectBuilder()
                .add("kind", line.kind().name().toLowerCase(Locale.ROOT))
                .add("at", line.at().toString())
                .add("session", session.number())
                .add("listener", session.listener())
                .add("address", session.address().getHostAddress())
                .add("port", session.port())
                .add("text", line.text())
                .build();
    }
}
