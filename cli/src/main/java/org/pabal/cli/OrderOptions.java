package org.pabal.cli;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.pabal.cli.server.Server;
import picocli.CommandLine.Option;

/** Sends an order for many to the server, and tells what came of it. */
final class OrderOptions {
    @Option(names = "--no-wait", descriptionKey = "order.noWait")
    boolean noWait;

    @Option(names = "--dry-run", descriptionKey = "order.dryRun")
    boolean dryRun;

    /**
     * @param verb as in the API
     * @param wish which mail, and what else the verb takes
     */
    int run(String verb, JsonObjectBuilder wish, Server server, Surroundings surroundings) {
        JsonObject answer = server.post("/queue/" + verb, (dryRun ? wish.add("dryRun", true) : wish).build());
        if (dryRun) {
            surroundings.say(
                    "order.wouldBe", TaskWait.number(answer, "recipients"), TaskWait.number(answer, "messages"));
            flying("order.flying", answer, surroundings);
        } else if (noWait) {
            surroundings.say("task.started", TaskWait.id(answer));
        } else {
            JsonObject task = new TaskWait(surroundings, server).completed(answer);
            surroundings.say("order.done." + verb, TaskWait.number(task, "done"));
            boolean later = verb.equals("hold") || verb.equals("reroute");
            flying(later ? "order.later" : "order.skipped", task, surroundings);
        }
        return ExitCode.OK;
    }

    private static void flying(String key, JsonObject counts, Surroundings surroundings) {
        long inFlight = TaskWait.number(counts, "inFlight");
        if (inFlight > 0) {
            surroundings.say(key, inFlight);
        }
    }
}
