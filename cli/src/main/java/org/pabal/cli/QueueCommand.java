package org.pabal.cli;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pabal.cli.server.Query;
import org.pabal.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pabal queue}: what is in the queue and why it is still there. */
@Command(name = "queue")
final class QueueCommand implements Callable<Integer> {
    private static final String USUAL_LIMIT = "100";
    private static final int PAGE = 500;

    @Mixin
    ServerOptions options;

    @Mixin
    Selection selection;

    @Option(names = "--limit", paramLabel = "N", defaultValue = USUAL_LIMIT, descriptionKey = "queue.limit")
    int limit;

    @Option(names = "--json", descriptionKey = "queue.json")
    boolean json;

    private final Surroundings surroundings;

    QueueCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CommandFailure(ExitCode.USAGE, "failure.limit");
        }
        Server server = options.server(surroundings);
        if (json) {
            server.lines(selection.query().after("/queue/messages"), surroundings.out()::println);
        } else {
            print(server);
        }
        return ExitCode.OK;
    }

    private void print(Server server) {
        List<QueuedMail> mails = new ArrayList<>();
        String next = "";
        while (next != null && mails.size() < limit) {
            Query page = selection.query().with("limit", Integer.toString(Math.min(PAGE, limit - mails.size())));
            JsonObject answer =
                    server.get((next.isEmpty() ? page : page.with("cursor", next)).after("/queue/messages"));
            answer.getJsonArray("messages").stream()
                    .map(JsonValue::asJsonObject)
                    .map(QueuedMail::of)
                    .forEach(mails::add);
            next = answer.getString("next", null);
        }
        if (!mails.isEmpty()) {
            new QueueTable(surroundings).lines(mails).forEach(surroundings.out()::println);
        }
        if (next != null) {
            surroundings.say("queue.more", mails.size());
        }
        surroundings.out().println(QueueStats.ask(server).summary(surroundings.messages()));
    }
}
