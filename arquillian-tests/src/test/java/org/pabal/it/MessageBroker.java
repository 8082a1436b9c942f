package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The distribution's own message broker in a process of its own, so that it can go away while the server stays. */
final class MessageBroker {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String EMBEDDED = "type=\"EMBEDDED\"";

    /** A server that starts waits for its broker, however long. */
    private static final String REMOTE = "type=\"REMOTE\" addresslist-iterations=\"-1\"";

    private final Path programs;
    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private MessageBroker(Path programs, Path directory, int port) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Makes this the broker of a server that exists and does not run.
     *
     * @param server whose port for JMS the broker takes
     */
    static MessageBroker of(PayaraServer server) throws IOException, ServerTrouble {
        ServerSettings settings = server.settings();
        Path file = settings.domain().resolve("config/domain.xml");
        DomainXml.configure(file, settings);
        String xml = Files.readString(file);
        assertThat(xml).contains(EMBEDDED);
        Files.writeString(file, xml.replace(EMBEDDED, REMOTE));
        return new MessageBroker(
                Pabal.distribution().home().resolve("mq"),
                Files.createDirectories(settings.domains().resolve("broker")),
                settings.ports().jms());
    }

    /** Starts it, again after {@link #isKilled}; returns when it takes connections. */
    void starts() throws IOException {
        Path library = programs.resolve("lib");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Dimq.home=" + programs,
                "-Dimq.libhome=" + library,
                "-Dimq.etchome=" + programs.resolve("etc"),
                "-Dimq.varhome=" + directory,
                "-cp",
                library.resolve("imqbroker.jar") + ":" + library.resolve("imqutil.jar"),
                "com.sun.messaging.jmq.jmsserver.Broker",
                "-tty",
                "-name",
                "pabal",
                "-port",
                Integer.toString(port),
                "-Dimq.hostname=127.0.0.1",
                "-Dimq.jmx.enabled=false");
        Path output = directory.resolve("output");
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process = started;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "kill broker"));
        await().atMost(PATIENCE)
                .failFast("the broker ended", () -> !started.isAlive())
                .until(() -> Files.readString(output).contains("ready."));
    }

    /** As if its machine had lost power. */
    void isKilled() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** It takes what is sent to it and does nothing, until {@link #thaws}. */
    void freezes() throws IOException {
        signals("-STOP");
    }

    void thaws() throws IOException {
        signals("-CONT");
    }

    private void signals(String signal) throws IOException {
        String pid = Long.toString(Objects.requireNonNull(process).pid());
        Programs.Result result = Programs.run("kill", signal, pid);
        assertThat(result.exitCode()).as(result.output()).isZero();
    }
}
