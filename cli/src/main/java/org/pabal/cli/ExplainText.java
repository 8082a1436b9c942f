package org.pabal.cli;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Printable;
import org.pabal.cli.text.Quantities;

/** An explanation in sentences, a paragraph for each recipient. */
final class ExplainText {
    private final Surroundings surroundings;
    private final Messages messages;

    ExplainText(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.messages = surroundings.messages();
    }

    List<String> lines(JsonObject explanation) {
        JsonObject message = explanation.getJsonObject("message");
        Instant arrived = Instant.parse(message.getString("arrived"));
        List<String> lines = new ArrayList<>();
        lines.add(messages.of(
                "explain.message",
                TaskWait.id(message),
                Printable.of(message.getString("sender")),
                Quantities.size(TaskWait.number(message, "octets")),
                time(message.getString("arrived")),
                Quantities.age(Duration.between(arrived, surroundings.clock().instant()))));
        for (int i = 0; i < explanation.getJsonArray("recipients").size(); i++) {
            lines.add("");
            recipient(
                    explanation.getJsonArray("recipients").getJsonObject(i),
                    message.getJsonArray("recipients").getJsonObject(i),
                    lines);
        }
        return lines;
    }

    private void recipient(JsonObject each, JsonObject row, List<String> lines) {
        lines.add(Printable.of(each.getString("address")));
        lines.add("  " + WayText.of(each.getJsonObject("way"), messages));
        lines.add("  " + standing(each, row));
        if (each.containsKey("destination")) {
            lines.add("  " + destination(each.getJsonObject("destination")));
        }
        if (row.getInt("attempts") > 0) {
            lines.add(
                    "  " + messages.of("explain.attempts", row.getInt("attempts"), time(row.getString("lastAttempt"))));
        }
        String report = row.getString("lastReport", "");
        if (!report.isBlank()) {
            lines.add("  " + messages.of("explain.report"));
            report.strip().lines().forEach(line -> lines.add("    " + Printable.of(line)));
        }
        schedule(each, lines);
        dialogue(each, lines);
    }

    private String standing(JsonObject each, JsonObject row) {
        String standing = each.getString("standing");
        return switch (standing) {
            case "done" -> messages.of("explain.standing.done", messages.state(row.getString("state")));
            case "directed" -> directed(each.getJsonObject("directive"));
            case "busy" -> messages.of("explain.standing.busy", each.getInt("running"), each.getInt("limit"));
            case "scheduled" -> messages.of("explain.standing.scheduled", time(row.getString("nextAttempt")));
            case "in_flight", "held", "paused", "due" -> messages.of("explain.standing." + standing);
            default -> Printable.of(standing);
        };
    }

    private String destination(JsonObject destination) {
        String line = messages.of(
                "explain.destination",
                Printable.of(destination.getString("destination")),
                destination.getInt("waiting"),
                destination.getInt("running"),
                destination.getInt("concurrency"));
        return destination.containsKey("asleep")
                ? line + " " + messages.of("explain.destination.asleep", time(destination.getString("asleep")))
                : line;
    }

    private String directed(JsonObject directive) {
        // it may have ended a moment ago
        return directive == null
                ? messages.of("explain.standing.held")
                : messages.of(
                        "explain.standing.directed",
                        TaskWait.id(directive),
                        Printable.of(directive.getString("order")),
                        time(directive.getString("expiresAt")),
                        Printable.of(directive.getString("reason")));
    }

    private void schedule(JsonObject each, List<String> lines) {
        if (!each.containsKey("lifetimeEnds")) {
            return;
        }
        List<String> upcoming = each.getJsonArray("upcoming").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .map(Instant::parse)
                .map(attempt -> Quantities.shortTime(attempt, surroundings.zone()))
                .toList();
        if (!upcoming.isEmpty()) {
            lines.add("  " + messages.of("explain.upcoming", upcoming.stream().collect(Collectors.joining(", "))));
        }
        lines.add("  " + messages.of("explain.schedule", each.getInt("retrySkip")));
        lines.add("  " + messages.of("explain.lifetime", time(each.getString("lifetimeEnds"))));
    }

    private void dialogue(JsonObject each, List<String> lines) {
        if (each.getJsonArray("dialogue").isEmpty()) {
            return;
        }
        lines.add("  " + messages.of("explain.dialogue", time(each.getString("dialogueEnded"))));
        DialogueFormat format = new DialogueFormat(messages);
        for (JsonValue line : each.getJsonArray("dialogue")) {
            lines.add("    " + format.line(line.asJsonObject()));
        }
    }

    private String time(String instant) {
        return Quantities.time(Instant.parse(instant), surroundings.zone());
    }
}
