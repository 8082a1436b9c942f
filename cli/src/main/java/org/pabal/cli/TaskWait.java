package org.pabal.cli;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import org.pabal.cli.server.Server;

/** Waits for a task, and shows on a terminal how far it is. */
final class TaskWait {
    private final Surroundings surroundings;
    private final Server server;

    TaskWait(Surroundings surroundings, Server server) {
        this.surroundings = surroundings;
        this.server = server;
    }

    /**
     * @param started what the server answered with 202
     * @return the task when it is completed
     * @throws CommandFailure if it ended otherwise
     */
    JsonObject completed(JsonObject started) {
        String id = id(started);
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
        if (!task.getString("state").equals("completed")) {
            throw new CommandFailure(
                    ExitCode.FAILED, "task.ended", id, surroundings.messages().state(task.getString("state")));
        }
        return task;
    }

    static String id(JsonObject task) {
        return Long.toString(number(task, "id"));
    }

    /** @return 0 if it is not there */
    static long number(JsonObject task, String name) {
        JsonNumber number = task.getJsonNumber(name);
        return number == null ? 0 : number.longValue();
    }

    private void progress(JsonObject task) {
        JsonNumber total = task.getJsonNumber("total");
        long done = number(task, "done");
        String text = total == null
                ? surroundings.messages().of("task.progress", done)
                : surroundings.messages().of("task.progressOf", done, total.longValue());
        surroundings.out().print("\r" + text);
        surroundings.out().flush();
    }

    private static boolean isRunning(JsonObject task) {
        String state = task.getString("state");
        return state.equals("running") || state.equals("stopping");
    }
}
