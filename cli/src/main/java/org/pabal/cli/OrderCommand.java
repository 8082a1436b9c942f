package org.pabal.cli;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.concurrent.Callable;
import org.pabal.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pabal queue VERB}: one verb for single messages, or for all that are meant. */
@Command
final class OrderCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    @Mixin
    Selection selection;

    @Mixin
    OrderOptions order;

    @Option(names = "--all", descriptionKey = "order.all")
    boolean all;

    @Parameters(arity = "0..*", paramLabel = "ID", descriptionKey = "order.ids")
    List<Long> ids = List.of();

    private final String verb;
    private final VerbOptions more;
    private final Surroundings surroundings;

    /**
     * @param verb as in the API
     * @param more mixed in
     */
    OrderCommand(String verb, VerbOptions more, Surroundings surroundings) {
        this.verb = verb;
        this.more = more;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Server server = options.server(surroundings);
        if (ids.isEmpty()) {
            JsonObjectBuilder wish = Json.createObjectBuilder();
            if (all) {
                wish.add("all", true);
            }
            selection.addTo(wish);
            more.addTo(wish);
            return order.run(verb, wish, server, surroundings);
        }
        if (all || order.dryRun || !selection.query().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "failure.idsOnly");
        }
        ids.forEach(id -> single(id, server));
        return ExitCode.OK;
    }

    private void single(long id, Server server) {
        String path = "/queue/messages/" + id;
        if (verb.equals("delete")) {
            server.delete(more.query().after(path));
        } else {
            server.post(more.query().after(path + "/" + verb));
        }
        surroundings.say("order.message." + verb, Long.toString(id));
    }
}
