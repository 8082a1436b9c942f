package org.pabal.cli;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pabal explain}: why a message is still in the queue, and what comes next. */
@Command(name = "explain")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    @Parameters(paramLabel = "ID", descriptionKey = "explain.id")
    long id;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    private final Surroundings surroundings;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonObject explanation = options.server(surroundings).get("/queue/messages/" + id + "/explain");
        if (json) {
            surroundings.out().println(explanation);
        } else {
            new ExplainText(surroundings).lines(explanation).forEach(surroundings.out()::println);
        }
        return ExitCode.OK;
    }
}
