package org.pabal.cli;

import java.util.concurrent.Callable;
import org.pabal.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code qmail-tcpok}: clears the table of timeouts and says nothing, as the original. */
@Command(name = "qmail-tcpok")
final class TcpokCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    private final Surroundings surroundings;

    TcpokCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        clear(options.server(surroundings));
        return ExitCode.OK;
    }

    static void clear(Server server) {
        server.delete("/tcpto");
    }
}
