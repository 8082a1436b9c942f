package org.pabal.cli;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Printable;
import picocli.CommandLine.Help.Ansi.Style;

/** Events of a trace as lines: time, session, {@code <} from the client or {@code >} to it as recordio has it, and the text. */
final class TraceFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final Surroundings surroundings;

    TraceFormat(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @return without a line end; of a kind that is not known, its text */
    String line(JsonObject event) {
        Messages messages = surroundings.messages();
        String kind = event.getString("kind", "");
        if (kind.equals("lost")) {
            return coloured(Style.fg_red, "* " + messages.of("trace.lost", event.getInt("lines", 0)));
        }
        String text = Printable.of(event.getString("text", ""));
        String what = switch (kind) {
            case "client" -> coloured(Style.fg_cyan, "< " + text);
            case "server" -> coloured(ofReply(text), "> " + text);
            case "opened" -> faint("= " + Printable.of(event.getString("listener", "")) + " " + client(event));
            case "closed" -> faint("= " + messages.of("trace.closed", text));
            case "content" -> faint("* " + messages.of("trace.content", text));
            case "omitted" -> faint("* " + messages.of("trace.omitted", text));
            default -> faint("* " + text);
        };
        return faint(time(event) + " " + event.getInt("session", 0)) + " " + what;
    }

    private String time(JsonObject event) {
        return TIME.format(Instant.parse(event.getString("at")).atZone(surroundings.zone()));
    }

    private static String client(JsonObject event) {
        String address = Printable.of(event.getString("address", ""));
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + event.getInt("port", 0);
    }

    private static Style ofReply(String text) {
        return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case '4' -> Style.fg_yellow;
            case '5' -> Style.fg_red;
            default -> Style.fg_green;
        };
    }

    private String faint(String text) {
        return coloured(Style.faint, text);
    }

    private String coloured(Style style, String text) {
        return surroundings.terminal().colours() ? style.on() + text + style.off() : text;
    }
}
