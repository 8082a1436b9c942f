package org.pabal.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pabal directives VERB}: gives an order that stands. */
@Command
final class DirectCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    @Mixin
    Selection selection;

    @Option(names = "--all", descriptionKey = "directive.all")
    boolean all;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, descriptionKey = "directive.reason")
    String reason = "";

    @Option(names = "--expires", paramLabel = "TIME", required = true, descriptionKey = "directive.expires")
    String expires = "";

    private final String verb;
    private final VerbOptions more;
    private final Surroundings surroundings;

    /**
     * @param verb as in the API
     * @param more mixed in
     */
    DirectCommand(String verb, VerbOptions more, Surroundings surroundings) {
        this.verb = verb;
        this.more = more;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonObjectBuilder wish = Json.createObjectBuilder()
                .add("verb", verb)
                .add("reason", reason)
                .add("expires", expires);
        if (all) {
            wish.add("all", true);
        }
        selection.addTo(wish);
        more.addTo(wish);
        JsonObject given = options.server(surroundings).post("/directives", wish.build());
        surroundings.say("directive.stands", TaskWait.id(given));
        return ExitCode.OK;
    }
}
