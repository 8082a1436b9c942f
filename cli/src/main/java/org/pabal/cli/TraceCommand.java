package org.pabal.cli;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pabal.cli.server.Query;
import org.pabal.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pabal trace}: sessions while they happen, until somebody ends it; as recordio prints them, and when. */
@Command(name = "trace")
final class TraceCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    @Option(names = "--address", paramLabel = "NETWORK", descriptionKey = "trace.address")
    @Nullable
    String address;

    @Option(names = "--sender", paramLabel = "ADDRESS", descriptionKey = "trace.sender")
    @Nullable
    String sender;

    @Option(names = "--recipient", paramLabel = "ADDRESS", descriptionKey = "trace.recipient")
    @Nullable
    String recipient;

    @Option(names = "--json", descriptionKey = "trace.json")
    boolean json;

    private final Surroundings surroundings;

    TraceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String path = new Query()
                .with("address", address)
                .with("sender", sender)
                .with("recipient", recipient)
                .after("/trace");
        Server server = options.server(surroundings);
        TraceFormat format = new TraceFormat(surroundings);
        server.events(path, event -> print(server.parse(event), format));
        throw server.brokenOff();
    }

    private void print(JsonObject event, TraceFormat format) {
        surroundings.out().println(json ? event : format.line(event));
        surroundings.out().flush();
    }
}
