package org.pabal.cli;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code qmail-tcpto}: the table of timeouts, exactly as the original. */
@Command(name = "qmail-tcpto")
final class TcptoCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    private final Surroundings surroundings;

    TcptoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        for (JsonObject host :
                options.server(surroundings).get("/tcpto").getJsonArray("hosts").getValuesAs(JsonObject.class)) {
            surroundings
                    .out()
                    .println(host.getString("address") + " timed out "
                            + host.getJsonNumber("secondsAgo").longValue() + " seconds ago; # recent timeouts: "
                            + host.getInt("timeouts"));
        }
        return ExitCode.OK;
    }
}
