package org.pabal.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One Payara Server with a domain of its own. Several may run from the same {@link Distribution} at once. Not for
 * several threads, except {@link #stop()} and {@link #kill()}.
 */
public final class PayaraServer {
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(5);
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int LOG_LINES_SHOWN = 40;

    private final Distribution distribution;
    private final ServerSettings settings;

    public PayaraServer(Distribution distribution, ServerSettings settings) {
        this.distribution = distribution;
        this.settings = settings;
    }

    public ServerSettings settings() {
        return settings;
    }

    /** Makes the domain anew; whatever was in its directory is gone. {@code pabal.home} is not touched. */
    public void create() throws ServerTrouble {
        try {
            Directories.delete(settings.domain());
            Directories.copy(distribution.templateDomain(), settings.domain());
        } catch (IOException e) {
            throw new ServerTrouble("The domain cannot be made in " + settings.domain() + ": " + e.getMessage(), e);
        }
    }

    /** Starts the server, which loads what is deployed by itself; returns when the server is there, not the application. */
    public void start() throws ServerTrouble {
        try {
            DomainXml.configure(settings.domain().resolve("config/domain.xml"), settings);
        } catch (IOException e) {
            throw new ServerTrouble("The domain cannot be set up: " + e.getMessage(), e);
        }
        asadmin(List.of("start-domain", "--domaindir", settings.domains().toString(), ServerSettings.DOMAIN));
    }

    /** Deploys the application, in place of an earlier one. */
    public void deploy(Path ear) throws ServerTrouble {
        remote("deploy", "--force=true", "--name", "pabal", ear.toAbsolutePath().toString());
    }

    public void undeploy() throws ServerTrouble {
        remote("undeploy", "pabal");
    }

    /** Waits until the application takes mail. */
    public void awaitReady() throws ServerTrouble {
        Readiness readiness = new Readiness(settings);
        if (!Waiting.until(READY_LIMIT, () -> ready(readiness))) {
            throw trouble("Pabal did not get ready.");
        }
    }

    /** @throws ServerTrouble if waiting for it makes no sense any more */
    private boolean ready(Readiness readiness) throws ServerTrouble {
        if (readiness.ready()) {
            return true;
        }
        if (process().isEmpty()) {
            throw trouble("The server ended before Pabal was ready.");
        }
        if (loadingFailed()) {
            throw trouble("Pabal cannot be loaded.");
        }
        return false;
    }

    /**
     * Asks the server to end and waits for it.
     *
     * @return whether it ended by itself within 30 seconds; if not, it was killed
     */
    public boolean stop() {
        Optional<ProcessHandle> running = process();
        running.ifPresent(ProcessHandle::destroy);
        boolean ended = running.isEmpty() || ended(running.get(), STOP_LIMIT);
        if (!ended) {
            kill();
        }
        return ended;
    }

    /** As a power cut would: {@code kill -9}, and waits until the process is gone. */
    public void kill() {
        process().ifPresent(running -> {
            running.destroyForcibly();
            if (!ended(running, STOP_LIMIT)) {
                throw new IllegalStateException("process " + running.pid() + " survives kill -9");
            }
        });
    }

    /** @return the server's process, if it runs */
    public Optional<ProcessHandle> process() {
        Path file = settings.domain().resolve("config/pid");
        try {
            long pid = Long.parseLong(Files.readString(file).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
        } catch (IOException | NumberFormatException e) {
            // the file comes and goes with the server
            return Optional.empty();
        }
    }

    /** @return the server's own log; rotated at 2 MB */
    public Path log() {
        return settings.domain().resolve("logs/server.log");
    }

    /** @return the last lines of {@link #log()} without the frames of stack traces */
    public String lastLogLines() {
        try (Stream<String> all = Files.lines(log(), StandardCharsets.UTF_8)) {
            List<String> lines = all.filter(line -> !line.startsWith("\tat ")).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(" + log() + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** A pid may belong to somebody else by now; the server's command line names its domain. */
    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .commandLine()
                .map(line -> line.contains(settings.domain().toString()))
                .orElse(true);
    }

    private boolean loadingFailed() {
        return lastLogLines().contains("Exception while loading the app");
    }

    private void remote(String command, String... arguments) throws ServerTrouble {
        Stream<String> connection = Stream.of(
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(settings.ports().console()),
                "--interactive=false");
        asadmin(Stream.of(connection, Stream.of(command), Stream.of(arguments))
                .flatMap(part -> part)
                .toList());
    }

    private void asadmin(List<String> arguments) throws ServerTrouble {
        Distribution.Output output = distribution.asadmin(arguments, settings.environment(), COMMAND_LIMIT);
        if (output.exitCode() != 0) {
            throw trouble(output.text().strip());
        }
    }

    private ServerTrouble trouble(String sentence) {
        return new ServerTrouble(sentence + "\nThe last lines of " + log() + ":\n" + lastLogLines());
    }

    private static boolean ended(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
