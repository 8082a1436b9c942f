package org.pabal.cli;

import jakarta.json.JsonObject;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Printable;

/** Which way a recipient goes, and who says so, in a sentence. */
final class WayText {
    private WayText() {}

    /** @param way as the API shows it */
    static String of(JsonObject way, Messages messages) {
        String place = way.containsKey("host")
                ? Printable.of(way.getString("host"))
                : messages.of("explain.exchangers", Printable.of(way.getString("domain", "")));
        return switch (way.getString("source")) {
            case "local" -> messages.of("explain.way.local");
            case "operator" -> messages.of("explain.way.operator", place);
            case "directive" ->
                messages.of("explain.way.directive", place, Long.toString(TaskWait.number(way, "directive")));
            case "smtproutes" -> messages.of("explain.way.smtproutes", place);
            default -> messages.of("explain.way.dns", place);
        };
    }
}
