package org.pabal.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Other people's programs, as users have them. */
final class Programs {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** where .ci/run unpacks what Debian would not install beside something else */
    private static final String BESIDE = "/opt/pabal-tests/usr/sbin";

    private Programs() {}

    /** How a program ended: both output streams together. */
    record Result(int exitCode, String output) {}

    /** @return where the program is; the test is skipped if it is not installed */
    static String require(String program) {
        String path = System.getenv("PATH") + ":/usr/sbin:/sbin:" + BESIDE;
        return Stream.of(path.split(":", -1))
                .map(directory -> Path.of(directory).resolve(program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> Assumptions.abort(program + " is not installed"));
    }

    /** Skips the test if Perl has no such module. */
    static void requirePerl(String module) throws IOException {
        boolean there = run(require("perl"), "-M" + module, "-e", "1").exitCode() == 0;
        Assumptions.assumeTrue(there, "the Perl module " + module + " is not installed");
    }

    /** Runs a program that gets no input. */
    static Result run(String... command) throws IOException {
        return run(List.of(command), Map.of(), "");
    }

    /** Runs a program to its end, with this on its standard input. */
    static Result run(List<String> command, Map<String, String> environment, String input) throws IOException {
        Process process = start(command, environment);
        FutureTask<String> output = reader(process);
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.ISO_8859_1));
        }
        return result(command, process, output, LIMIT);
    }

    /** Runs a program that gets no input and may take longer than others. */
    static Result run(List<String> command, Duration limit) throws IOException {
        Process process = start(command, Map.of());
        FutureTask<String> output = reader(process);
        process.getOutputStream().close();
        return result(command, process, output, limit);
    }

    /** Runs a program in a terminal, where nobody types anything. */
    static Result runInTerminal(String command, Map<String, String> environment) throws IOException {
        List<String> wrapped = List.of(require("script"), "--quiet", "--return", "--command", command, "/dev/null");
        Process process = start(wrapped, environment);
        return result(wrapped, process, reader(process), LIMIT);
    }

    private static Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static FutureTask<String> reader(Process process) {
        FutureTask<String> output = new FutureTask<>(() -> text(process.getInputStream()));
        Thread.ofVirtual().start(output);
        return output;
    }

    private static Result result(List<String> command, Process process, FutureTask<String> output, Duration limit)
            throws IOException {
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            return new Result(process.exitValue(), output.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static String text(InputStream stream) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        stream.transferTo(octets);
        return octets.toString(StandardCharsets.UTF_8);
    }
}
