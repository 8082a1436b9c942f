package org.pabal.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Puts the commands together. */
final class CommandLines {
    private CommandLines() {}

    static CommandLine of(Surroundings surroundings) {
        CommandLine root = new CommandLine(new PabalCommand())
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new QueueCommand(surroundings))
                .addSubcommand(new FlushCommand(surroundings))
                .addSubcommand(new SuppressionsCommand(surroundings))
                .addSubcommand(new TraceCommand(surroundings))
                .addSubcommand(new QstatCommand(surroundings))
                .addSubcommand(new QreadCommand(surroundings))
                .addSubcommand(new QmailctlCommand(surroundings));
        Ansi colours = surroundings.terminal().colours() ? Ansi.ON : Ansi.OFF;
        each(root)
                .forEach(command ->
                        command.setResourceBundle(surroundings.messages().bundle()));
        return root.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours))
                .setUsageHelpWidth(
                        Math.max(55, surroundings.terminal().columns().orElse(100)))
                .setExecutionExceptionHandler((thrown, command, parsed) -> failed(thrown, surroundings));
    }

    private static int failed(Exception thrown, Surroundings surroundings) throws Exception {
        if (thrown instanceof CommandFailure failure) {
            surroundings.out().flush();
            surroundings.err().println("pabal: " + surroundings.messages().of(failure.key(), failure.arguments()));
            return failure.exitCode();
        }
        throw thrown;
    }

    private static Deque<CommandLine> each(CommandLine root) {
        Deque<CommandLine> all = new ArrayDeque<>();
        Deque<CommandLine> open = new ArrayDeque<>();
        open.add(root);
        while (!open.isEmpty()) {
            CommandLine command = open.remove();
            all.add(command);
            open.addAll(command.getSubcommands().values());
        }
        return all;
    }
}
