package org.pabal.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Terminal;

/** A command as it would run in a shell. */
final class CommandRun {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private final Path directory;
    private Locale locale = Locale.ENGLISH;
    private Terminal terminal = Terminal.NONE;

    /** @param out standard output, with LF */
    record Result(int exitCode, String out, String err) {}

    CommandRun(Path directory) {
        this.directory = directory;
    }

    CommandRun with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    CommandRun in(Locale language) {
        locale = language;
        return this;
    }

    CommandRun onTerminal(int columns) {
        terminal = new Terminal(OptionalInt.of(columns), false);
        return this;
    }

    CommandRun inColour() {
        terminal = new Terminal(OptionalInt.of(80), true);
        return this;
    }

    Result of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                environment,
                directory,
                new PrintWriter(out),
                new PrintWriter(err),
                terminal,
                new Messages(locale),
                ZoneId.of("Asia/Seoul"),
                () -> NOW);
        int exitCode = CommandLines.of(surroundings).execute(arguments);
        return new Result(exitCode, lines(out), lines(err));
    }

    private static String lines(StringWriter writer) {
        return writer.toString().replace(System.lineSeparator(), "\n");
    }
}
