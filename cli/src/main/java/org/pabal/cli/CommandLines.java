package org.pabal.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Puts the commands together. */
final class CommandLines {
    private CommandLines() {}

    static CommandLine of(Surroundings surroundings) {
        CommandLine root = new CommandLine(new PabalCommand())
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(queue(surroundings))
                .addSubcommand(directives(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new DiagnoseCommand(surroundings))
                .addSubcommand(new FlushCommand(surroundings))
                .addSubcommand(new DestinationsCommand(surroundings))
                .addSubcommand(new SuppressionsCommand(surroundings))
                .addSubcommand(new TraceCommand(surroundings))
                .addSubcommand(new QstatCommand(surroundings))
                .addSubcommand(new QreadCommand(surroundings))
                .addSubcommand(new TcptoCommand(surroundings))
                .addSubcommand(new TcpokCommand(surroundings))
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

    private static CommandLine queue(Surroundings surroundings) {
        CommandLine queue = new CommandLine(new QueueCommand(surroundings));
        for (String verb : List.of("hold", "release", "retry", "expire", "reroute", "delete")) {
            VerbOptions more = VerbOptions.of(verb);
            queue.addSubcommand(verb, more.with(new OrderCommand(verb, more, surroundings)));
        }
        return queue;
    }

    private static CommandLine directives(Surroundings surroundings) {
        CommandLine directives = new CommandLine(new DirectivesCommand(surroundings));
        for (String verb : List.of("hold", "expire", "reroute", "delete")) {
            VerbOptions more = VerbOptions.of(verb);
            directives.addSubcommand(verb, more.with(new DirectCommand(verb, more, surroundings)));
        }
        return directives.addSubcommand(new WithdrawCommand(surroundings));
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
