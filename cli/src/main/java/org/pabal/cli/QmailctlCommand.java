package org.pabal.cli;

import jakarta.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.pabal.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qmailctl}: the commands of the install guide's script that have to do with the queue, with its words. */
@Command(name = "qmailctl")
final class QmailctlCommand implements Callable<Integer> {
    private static final String USAGE = "Usage: qmailctl {stat|queue|doqueue|flush|alrm|pause|cont|help}";
    private static final List<String> HELP = List.of(
            "  pause -- temporarily stops deliveries (connections accepted, nothing leaves)",
            "   cont -- continues paused deliveries",
            "   stat -- displays status of mail service",
            "doqueue -- schedules queued messages for immediate delivery",
            "  queue -- shows status of queue",
            "   alrm -- same as doqueue",
            "  flush -- same as doqueue");

    @Mixin
    ServerOptions options;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", descriptionKey = "qmailctl.command")
    List<String> words = List.of();

    private final Surroundings surroundings;

    QmailctlCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        switch (words.size() == 1 ? words.getFirst() : "") {
            case "stat" -> QstatCommand.print(server(), surroundings);
            case "queue" -> queue(server());
            case "doqueue", "flush", "alrm" -> flush(server());
            case "pause" -> tell(server(), "/queue/pause", "Pausing qmail-send");
            case "cont" -> tell(server(), "/queue/continue", "Continuing qmail-send");
            case "help" -> HELP.forEach(surroundings.out()::println);
            default -> {
                surroundings.out().println(USAGE);
                return ExitCode.FAILED;
            }
        }
        return ExitCode.OK;
    }

    private Server server() {
        return options.server(surroundings);
    }

    private void queue(Server server) {
        QstatCommand.print(server, surroundings);
        QreadCommand.print(server, surroundings);
    }

    private void flush(Server server) {
        surroundings.out().println("Flushing timeout table and sending ALRM signal to qmail-send.");
        TcpokCommand.clear(server);
        server.post("/queue/flush", Json.createObjectBuilder().add("all", true).build());
    }

    private void tell(Server server, String path, String line) {
        surroundings.out().println(line);
        server.post(path);
    }
}
