package org.pabal.cli;

import static org.pabal.cli.text.Table.Column.FLEXIBLE;
import static org.pabal.cli.text.Table.Column.LEFT;
import static org.pabal.cli.text.Table.Column.RIGHT;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Printable;
import org.pabal.cli.text.Quantities;
import org.pabal.cli.text.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pabal destinations}: what waits for which host, and how its deliveries get on. */
@Command(name = "destinations")
final class DestinationsCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    private final Surroundings surroundings;

    DestinationsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonArray destinations =
                options.server(surroundings).get("/destinations").getJsonArray("destinations");
        if (json) {
            surroundings.out().println(destinations);
        } else if (destinations.isEmpty()) {
            surroundings.say("destinations.none");
        } else {
            table(destinations).lines(surroundings.terminal().columns()).forEach(surroundings.out()::println);
        }
        return ExitCode.OK;
    }

    private Table table(JsonArray destinations) {
        Messages messages = surroundings.messages();
        Table table = new Table(
                List.of(FLEXIBLE, RIGHT, RIGHT, RIGHT, LEFT),
                List.of(
                        messages.of("destinations.column.name"),
                        messages.of("destinations.column.waiting"),
                        messages.of("destinations.column.running"),
                        messages.of("destinations.column.most"),
                        messages.of("destinations.column.state")));
        for (JsonValue each : destinations) {
            JsonObject destination = each.asJsonObject();
            table.row(List.of(
                    Printable.of(destination.getString("destination")),
                    Integer.toString(destination.getInt("waiting")),
                    Integer.toString(destination.getInt("running")),
                    Integer.toString(destination.getInt("concurrency")),
                    state(destination)));
        }
        return table;
    }

    private String state(JsonObject destination) {
        if (destination.containsKey("asleep")) {
            Instant until = Instant.parse(destination.getString("asleep"));
            return surroundings.messages().of("destinations.asleep", Quantities.time(until, surroundings.zone()));
        }
        return switch (destination.getString("standing")) {
            case "new" -> surroundings.messages().of("destinations.new");
            case "served" -> surroundings.messages().of("destinations.served");
            case "refused" -> surroundings.messages().of("destinations.refused");
            default -> Printable.of(destination.getString("standing"));
        };
    }
}
