package org.pabal.cli;

import jakarta.json.JsonObject;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Printable;

/** A line of a dialogue with another host: {@code >} what we said, {@code <} what we heard. */
final class DialogueFormat {
    private final Messages messages;

    DialogueFormat(Messages messages) {
        this.messages = messages;
    }

    String line(JsonObject line) {
        String text = Printable.of(line.getString("text", ""));
        return switch (line.getString("kind", "")) {
            case "said" -> "> " + text;
            case "heard" -> "< " + text;
            case "connecting" -> "= " + messages.of("dialogue.connecting", text);
            case "connected" -> "= " + messages.of("dialogue.connected", text);
            case "secured" -> "= " + messages.of("dialogue.secured", text);
            case "content" -> "> " + messages.of("dialogue.content", text);
            case "trouble" -> "! " + text;
            default -> "* " + text;
        };
    }
}
