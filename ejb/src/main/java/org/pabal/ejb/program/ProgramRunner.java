package org.pabal.ejb.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pabal.core.local.Programs;
import org.pabal.core.message.Content;

/**
 * Starts programs with {@code /bin/sh -c}, each in a process group of its own and with a umask of 077 (qmail-local:
 * mailprogram). The small programs setsid(1) and setpriv(1) become what they start.
 */
public final class ProgramRunner implements Programs {
    /** The command is the shell's own $0 here, never part of a text that is parsed twice. */
    private static final List<String> SHELL = List.of("/bin/sh", "-c", "umask 077; exec /bin/sh -c \"$0\"");

    private static final String SEARCH_PATH = "/usr/local/bin:/usr/bin:/bin";

    private final ProgramRights rights;
    private final ScratchFiles scratch;
    private final Bounds bounds;

    /**
     * What a program has.
     *
     * @param time how long it may take
     * @param output how much is kept of what it says, in octets
     */
    record Bounds(Duration time, int output) {}

    /** @param scratch for messages while programs read them */
    ProgramRunner(ProgramRights rights, ScratchFiles scratch, Bounds bounds) {
        this.rights = rights;
        this.scratch = scratch;
        this.bounds = bounds;
    }

    @Override
    public ProgramEnd run(ProgramCall call) throws IOException {
        return switch (rights.in(call.home())) {
            case ProgramRights.Grant.Denied denied -> new ProgramEnd.Forbidden(denied.why());
            case ProgramRights.Grant.Given given -> run(call, given.launcher());
        };
    }

    private ProgramEnd run(ProgramCall call, List<String> launcher) throws IOException {
        Path message = scratch.create();
        Process process;
        try {
            copy(call.message(), message);
            process = start(call, launcher, message);
        } finally {
            // whoever has it open still reads it
            Files.delete(message);
        }
        return new ProgramProcess(process, bounds.output()).await(bounds.time());
    }

    private static void copy(Content content, Path file) throws IOException {
        try (InputStream in = content.open();
                OutputStream out = Files.newOutputStream(file)) {
            if (in.transferTo(out) != content.octets()) {
                throw new IOException("the content is not as long as it said");
            }
        }
    }

    private static Process start(ProgramCall call, List<String> launcher, Path message) throws IOException {
        List<String> line = new ArrayList<>(List.of("setsid"));
        line.addAll(launcher);
        line.addAll(SHELL);
        line.add(call.command());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(call.home().toFile())
                .redirectInput(message.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(call.environment());
        builder.environment().put("PATH", SEARCH_PATH);
        return builder.start();
    }
}
