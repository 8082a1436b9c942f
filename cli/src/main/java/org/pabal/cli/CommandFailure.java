package org.pabal.cli;

import java.util.List;

/** Ends a command with a sentence for people. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String key;
    private final transient List<Object> arguments;

    /**
     * @param exitCode one of {@link ExitCode}
     * @param key of the sentence in the messages
     */
    public CommandFailure(int exitCode, String key, Object... arguments) {
        super(key);
        this.exitCode = exitCode;
        this.key = key;
        this.arguments = List.of(arguments);
    }

    public int exitCode() {
        return exitCode;
    }

    public String key() {
        return key;
    }

    public Object[] arguments() {
        return arguments.toArray();
    }
}
