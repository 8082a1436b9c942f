package org.pabal.cli;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pabal.cli.server.Server;
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

    @Option(names = "--no-wait", descriptionKey = "flush.noWait")
    boolean noWait;

    @Option(names = "--dry-run", descriptionKey = "flush.dryRun")
    boolean dryRun;

    private final Surroundings surroundings;

    FlushCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Server server = options.server(surroundings);
        JsonObject answer = server.post("/queue/flush", wish());
        if (dryRun) {
            surroundings.say("flush.wouldBe", answer.getJsonNumber("recipients").longValue());
            return ExitCode.OK;
        }
        String id = Long.toString(answer.getJsonNumber("id").longValue());
        if (noWait) {
            surroundings.say("flush.started", id);
            return ExitCode.OK;
        }
        return end(await(server, answer, id), id);
    }

    private JsonObject wish() {
        JsonObjectBuilder wish = Json.createObjectBuilder();
        if (what.domain == null) {
            wish.add("all", true);
        } else {
            wish.add("recipientDomain", what.domain);
        }
        return (dryRun ? wish.add("dryRun", true) : wish).build();
    }

    private JsonObject await(Server server, JsonObject started, String id) {
        boolean live = surroundings.terminal().isTerminal();
        JsonObject task = started;
        while (isRunning(task)) {
            if (live) {
                progress(task);
            }
            task = server.get("/tasks/" + id + "/await?timeout=" + (live ? "500ms" : "30s"));
        }
        if (live) {
            // the progress line gives way to the result
            surroundings.out().print("\r\u001b[K");
        }
        return task;
    }

    private void progress(JsonObject task) {
        JsonNumber total = task.getJsonNumber("total");
        long done = task.getJsonNumber("done").longValue();
        String text = total == null
                ? surroundings.messages().of("flush.progress", done)
                : surroundings.messages().of("flush.progressOf", done, total.longValue());
        surroundings.out().print("\r" + text);
        surroundings.out().flush();
    }

    private int end(JsonObject task, String id) {
        if (!task.getString("state").equals("completed")) {
            throw new CommandFailure(
                    ExitCode.FAILED, "flush.ended", id, surroundings.messages().state(task.getString("state")));
        }
        surroundings.say("flush.done", task.getJsonNumber("done").longValue());
        return ExitCode.OK;
    }

    private static boolean isRunning(JsonObject task) {
        String state = task.getString("state");
        return state.equals("running") || state.equals("stopping");
    }
}
