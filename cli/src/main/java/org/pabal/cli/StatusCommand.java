package org.pabal.cli;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Printable;
import org.pabal.cli.text.Quantities;
import org.pabal.cli.text.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pabal status}: the server in a few lines. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    private final Surroundings surroundings;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonObject status = options.server(surroundings).get("/status");
        if (json) {
            surroundings.out().println(status);
        } else {
            print(status);
        }
        return ExitCode.OK;
    }

    private void print(JsonObject status) {
        Messages messages = surroundings.messages();
        Instant started = Instant.parse(status.getString("startedAt"));
        surroundings.say(
                "status.server",
                Printable.of(status.getString("version")),
                Printable.of(status.getString("node")),
                Quantities.age(Duration.ofSeconds(status.getInt("uptime"))),
                Quantities.time(started, surroundings.zone()));
        for (JsonValue each : status.getJsonArray("services")) {
            String name = Printable.of(each.asJsonObject().getString("name"));
            String state = each.asJsonObject().getString("state");
            surroundings
                    .out()
                    .println(Table.padded(name, 12)
                            + coloured(state, Printable.of(messages.state(state)))
                            + sessions(each.asJsonObject()));
        }
        String queue = QueueStats.of(status.getJsonObject("queue")).summary(messages);
        surroundings.out().println(Table.padded(messages.of("status.queue"), 12) + queue);
    }

    /** @return how many a listener has, unless there are none */
    private String sessions(JsonObject service) {
        int sessions = service.getInt("sessions", 0);
        return sessions == 0 ? "" : ", " + surroundings.messages().of("status.sessions", sessions);
    }

    private String coloured(String state, String text) {
        String style = state.equals("up") ? "green" : "yellow";
        return surroundings.terminal().colours() ? Ansi.ON.string("@|" + style + " " + text + "|@") : text;
    }
}
