package org.pabal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.pabal.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pabal directives withdraw}: ends directives. */
@Command(name = "withdraw")
final class WithdrawCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    @Parameters(arity = "1..*", paramLabel = "ID", descriptionKey = "directive.ids")
    List<Long> ids = List.of();

    private final Surroundings surroundings;

    WithdrawCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Server server = options.server(surroundings);
        for (long id : ids) {
            server.delete("/directives/" + id);
            surroundings.say("directive.withdrawn", Long.toString(id));
        }
        return ExitCode.OK;
    }
}
