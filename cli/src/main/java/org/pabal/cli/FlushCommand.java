package org.pabal.cli;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pabal flush}: makes waiting mail due now, and shows how far that is. */
@Command(name = "flush")
final class FlushCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    /** There is no flush without saying of what. */
    static final class What {
        @Option(names = "--all", descriptionKey = "flush.all", required = true)
        boolean all;

        @Option(names = "--domain", paramLabel = "DOMAIN", descriptionKey = "flush.domain", required = true)
        @Nullable
        String domain;
    }

    @ArgGroup(multiplicity = "1")
    What what = new What();

    @Mixin
    OrderOptions order;

    private final Surroundings surroundings;

    FlushCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonObjectBuilder wish = Json.createObjectBuilder();
        if (what.domain == null) {
            wish.add("all", true);
        } else {
            wish.add("recipientDomain", what.domain);
        }
        return order.run("retry", wish, options.server(surroundings), surroundings);
    }
}
