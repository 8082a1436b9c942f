package org.pabal.cli;

import java.util.concurrent.Callable;
import org.pabal.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code qmail-qread}: every message with its recipients, exactly as the original. */
@Command(name = "qmail-qread")
final class QreadCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    private final Surroundings surroundings;

    QreadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        print(options.server(surroundings), surroundings);
        return ExitCode.OK;
    }

    static void print(Server server, Surroundings surroundings) {
        server.lines(
                "/queue/messages",
                line -> QreadFormat.lines(QueuedMail.of(server.parse(line))).forEach(surroundings.out()::println));
    }
}
