package org.pabal.cli;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pabal.cli.server.Query;
import org.pabal.cli.server.Server;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pabal diagnose}: goes the way of mail for an address up to the answer to RCPT, and shows each step while it happens. */
@Command(name = "diagnose")
final class DiagnoseCommand implements Callable<Integer> {
    @Mixin
    ServerOptions options;

    @Parameters(paramLabel = "ADDRESS", descriptionKey = "diagnose.to")
    String to = "";

    @Option(names = "--from", paramLabel = "ADDRESS", descriptionKey = "diagnose.from")
    @Nullable
    String from;

    @Option(names = "--json", descriptionKey = "diagnose.json")
    boolean json;

    private final Surroundings surroundings;
    private String verdict = "";

    DiagnoseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Server server = options.server(surroundings);
        String path = new Query().with("to", to).with("from", from).after("/diagnostics/delivery");
        server.events(path, text -> step(server.parse(text)));
        return switch (verdict) {
            case "taken", "local" -> ExitCode.OK;
            case "deferred" -> ExitCode.TEMPORARY;
            case "failed" -> ExitCode.FAILED;
            default -> throw server.brokenOff();
        };
    }

    private void step(JsonObject step) {
        verdict = step.getString("verdict", verdict);
        surroundings.out().println(json ? step : line(step));
        surroundings.out().flush();
    }

    private String line(JsonObject step) {
        Messages messages = surroundings.messages();
        String text = step.getString("text", "");
        return switch (step.getString("kind", "")) {
            case "way" -> WayText.of(step, messages);
            case "dns" -> messages.of("diagnose.dns", Printable.of(text));
            case "hosts" -> messages.of("diagnose.hosts", Printable.of(text));
            case "result" -> result(text, messages);
            default -> "  " + new DialogueFormat(messages).line(step);
        };
    }

    private String result(String text, Messages messages) {
        String said = Printable.of(text.strip().replace("\n", " / "));
        return switch (verdict) {
            case "taken", "local", "deferred", "failed" -> messages.of("diagnose.result." + verdict, said);
            default -> said;
        };
    }
}
