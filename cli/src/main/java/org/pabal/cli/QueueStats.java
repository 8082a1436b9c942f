package org.pabal.cli;

import jakarta.json.JsonObject;
import org.pabal.cli.server.Server;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Quantities;

/** How full the queue is, as the API says it. */
record QueueStats(long messages, long local, long remote, long held, long unprocessed, long octets) {
    static QueueStats of(JsonObject json) {
        return new QueueStats(
                number(json, "messages"),
                number(json, "local"),
                number(json, "remote"),
                number(json, "held"),
                number(json, "unprocessed"),
                number(json, "octets"));
    }

    static QueueStats ask(Server server) {
        return of(server.get("/queue/stats"));
    }

    /** @return one line for people */
    String summary(Messages words) {
        return words.of("queue.summary", messages, Quantities.size(octets), local, remote, held);
    }

    private static long number(JsonObject json, String name) {
        return json.getJsonNumber(name).longValue();
    }
}
