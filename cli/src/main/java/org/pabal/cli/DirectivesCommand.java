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
import org.pabal.cli.text.Quantities;
import org.pabal.cli.text.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pabal directives}: the orders that stand, and why. */
@Command(name = "directives")
final class DirectivesCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    private final Surroundings surroundings;

    DirectivesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonArray directives = options.server(surroundings).list("/directives");
        if (json) {
            surroundings.out().println(directives);
        } else if (directives.isEmpty()) {
            surroundings.say("directive.none");
        } else {
            table(directives).lines(surroundings.terminal().columns()).forEach(surroundings.out()::println);
        }
        return ExitCode.OK;
    }

    private Table table(JsonArray directives) {
        Messages messages = surroundings.messages();
        Instant now = surroundings.clock().instant();
        Table table = new Table(
                List.of(RIGHT, FLEXIBLE, RIGHT, LEFT, LEFT, FLEXIBLE),
                List.of(
                        messages.of("queue.column.id"),
                        messages.of("directive.column.order"),
                        messages.of("directive.column.recipients"),
                        messages.of("queue.column.state"),
                        messages.of("directive.column.expires", Quantities.zone(now, surroundings.zone())),
                        messages.of("directive.column.by")));
        for (JsonValue value : directives) {
            JsonObject directive = value.asJsonObject();
            table.row(List.of(
                    TaskWait.id(directive),
                    directive.getString("order"),
                    Long.toString(TaskWait.number(directive, "recipients")),
                    messages.state(directive.getString("state")),
                    Quantities.shortTime(Instant.parse(directive.getString("expiresAt")), surroundings.zone()),
                    directive.getString("createdBy")));
            table.note(directive.getString("reason"));
        }
        return table;
    }
}
