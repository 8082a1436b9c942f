package org.pabal.cli;

import java.util.concurrent.Callable;
import org.pabal.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code qmail-qstat}: two lines, exactly as the original. */
@Command(name = "qmail-qstat")
final class QstatCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    private final Surroundings surroundings;

    QstatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        print(options.server(surroundings), surroundings);
        return ExitCode.OK;
    }

    static void print(Server server, Surroundings surroundings) {
        QueueStats stats = QueueStats.ask(server);
        surroundings.out().println("messages in queue: " + stats.messages());
        surroundings.out().println("messages in queue but not yet preprocessed: " + stats.unprocessed());
    }
}
