package org.pabal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Terminal;

/**
 * Everything a command gets from the process it runs in.
 *
 * @param directory the current one
 * @param out standard output
 * @param err standard error
 */
record Surroundings(
        Map<String, String> environment,
        Path directory,
        PrintWriter out,
        PrintWriter err,
        Terminal terminal,
        Messages messages,
        ZoneId zone,
        InstantSource clock) {
    /** Prints a sentence to standard output. */
    void say(String key, Object... arguments) {
        out.println(messages.of(key, arguments));
    }
}
