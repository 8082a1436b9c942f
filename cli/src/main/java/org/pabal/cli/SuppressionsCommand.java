package org.pabal.cli;

import static org.pabal.cli.text.Table.Column.FLEXIBLE;
import static org.pabal.cli.text.Table.Column.LEFT;
import static org.pabal.cli.text.Table.Column.RIGHT;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pabal.cli.server.Query;
import org.pabal.cli.server.Server;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Quantities;
import org.pabal.cli.text.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pabal suppressions}: the addresses that are not tried again. */
@Command(name = "suppressions")
final class SuppressionsCommand implements Callable<Integer> {
    private static final String PATH = "/suppressions";

    @Mixin
    ServerOptions options;

    /** Without one of these the list is shown. */
    static final class Change {
        @Option(names = "--add", paramLabel = "ADDRESS", descriptionKey = "suppressions.add")
        @Nullable
        String add;

        @Option(names = "--remove", paramLabel = "ADDRESS", descriptionKey = "suppressions.remove")
        @Nullable
        String remove;
    }

    @ArgGroup
    @Nullable
    Change change;

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "suppressions.reason")
    @Nullable
    String reason;

    @Option(names = "--until", paramLabel = "TIME", descriptionKey = "suppressions.until")
    @Nullable
    String until;

    private final Surroundings surroundings;

    SuppressionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Server server = options.server(surroundings);
        if (change != null && change.add != null) {
            server.put(path(change.add), wish());
            surroundings.say("suppressions.added", change.add);
        } else if (change != null && change.remove != null) {
            server.delete(path(change.remove));
            surroundings.say("suppressions.removed", change.remove);
        } else {
            print(all(server));
        }
        return ExitCode.OK;
    }

    private JsonObject wish() {
        JsonObjectBuilder wish = Json.createObjectBuilder();
        if (reason != null) {
            wish.add("reason", reason);
        }
        if (until != null) {
            wish.add("until", until);
        }
        return wish.build();
    }

    private static List<JsonObject> all(Server server) {
        List<JsonObject> found = new ArrayList<>();
        JsonObject page = server.get(new Query().with("limit", "500").after(PATH));
        found.addAll(page.getJsonArray("suppressions").getValuesAs(JsonObject.class));
        while (page.containsKey("next")) {
            page = server.get(new Query()
                    .with("limit", "500")
                    .with("cursor", page.getString("next"))
                    .after(PATH));
            found.addAll(page.getJsonArray("suppressions").getValuesAs(JsonObject.class));
        }
        return found;
    }

    private void print(List<JsonObject> suppressions) {
        if (suppressions.isEmpty()) {
            surroundings.say("suppressions.none");
            return;
        }
        Messages messages = surroundings.messages();
        Table table = new Table(
                List.of(FLEXIBLE, LEFT, RIGHT, LEFT, LEFT),
                List.of(
                        messages.of("suppressions.column.address"),
                        messages.of("queue.column.state"),
                        messages.of("suppressions.column.failures"),
                        messages.of("suppressions.column.cause"),
                        messages.of(
                                "suppressions.column.until",
                                Quantities.zone(surroundings.clock().instant(), surroundings.zone()))));
        suppressions.forEach(one -> add(one, table));
        table.lines(surroundings.terminal().columns()).forEach(surroundings.out()::println);
    }

    private void add(JsonObject one, Table table) {
        table.row(List.of(
                one.getString("address"),
                surroundings.messages().state(one.getBoolean("listed") ? "suppressed" : "counted"),
                Integer.toString(one.getInt("failures")),
                one.getString("cause"),
                Quantities.time(Instant.parse(one.getString("until")), surroundings.zone())));
        table.note(one.getString("report").strip().replace("\n", " / "));
    }

    private static String path(String address) {
        return PATH + "/" + URLEncoder.encode(address, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
