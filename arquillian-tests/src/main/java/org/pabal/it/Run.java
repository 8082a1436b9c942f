package org.pabal.it;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code mvn -Prun}: Pabal in the foreground, until Ctrl-C. The domain is made again when the application has changed
 * and kept otherwise; mail and settings are in {@code pabal.home} and always stay.
 *
 * <p>System properties: {@code pabal.run.payara} the unpacked server, {@code pabal.run.ear}, {@code pabal.run.domains};
 * all other {@code pabal.…} are deployment settings. Exit status: 0 after Ctrl-C or SIGTERM, 1 after trouble, which is
 * told in a sentence.
 */
public final class Run {
    private static final Duration EARLIER_RUN_LIMIT = Duration.ofSeconds(40);

    private final RunMessages messages;
    private final PayaraServer server;
    private final Path ear;
    private volatile boolean stopping;
    private volatile int exitStatus;

    private Run(RunMessages messages, PayaraServer server, Path ear) {
        this.messages = messages;
        this.server = server;
        this.ear = ear;
    }

    public static void main(String[] arguments) {
        try {
            Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                    .collect(Collectors.toMap(Function.identity(), System::getProperty));
            ServerSettings settings =
                    RunSettings.of(properties, System.getenv()).server(path(properties, "pabal.run.domains"));
            PayaraServer server = new PayaraServer(Distribution.at(path(properties, "pabal.run.payara")), settings);
            new Run(new RunMessages(Locale.getDefault(), System.out), server, path(properties, "pabal.run.ear"))
                    .inForeground();
        } catch (ServerTrouble e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void inForeground() throws ServerTrouble {
        try {
            FileChannel lock = onlyRun();
            try {
                stopLeftover();
                requireFreePorts();
                Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
                stay();
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new ServerTrouble("The run profile cannot keep its state: " + e.getMessage(), e);
        }
    }

    private void stay() throws IOException, ServerTrouble {
        CompletableFuture<Void> orphaned = stopWithParent();
        try {
            bringUp();
            announce();
            server.process().orElseThrow(this::ended).onExit().join();
            if (!stopping) {
                throw ended();
            }
        } catch (ServerTrouble e) {
            exitStatus = 1;
            throw e;
        } finally {
            orphaned.cancel(false);
        }
    }

    /** Two servers must not share a domain. An earlier run may still be stopping: Maven is gone before its child. */
    private FileChannel onlyRun() throws IOException, ServerTrouble {
        Path domains = server.settings().domains();
        Files.createDirectories(domains);
        Path file = domains.resolve("run.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            messages.say("waiting");
            if (!Waiting.until(EARLIER_RUN_LIMIT, () -> channel.tryLock() != null)) {
                channel.close();
                throw new ServerTrouble(messages.text("running"));
            }
        }
        return channel;
    }

    private void stopLeftover() {
        server.process().ifPresent(process -> {
            messages.say("leftover", Long.toString(process.pid()));
            server.stop();
        });
    }

    private void requireFreePorts() throws ServerTrouble {
        ServerSettings settings = server.settings();
        Map<String, Integer> wanted = Map.of(
                "pabal.smtp.port", settings.ports().smtp(),
                "pabal.submission.port", settings.ports().submission(),
                "pabal.submissions.port", settings.ports().submissions(),
                "pabal.http.port", settings.ports().http());
        for (Map.Entry<String, Integer> port : wanted.entrySet()) {
            if (!Ports.isFree(settings.bind(), port.getValue())) {
                throw new ServerTrouble(messages.text("port.used", Integer.toString(port.getValue()), port.getKey()));
            }
        }
    }

    private void bringUp() throws IOException, ServerTrouble {
        DeployedMark mark = DeployedMark.of(ear, server.settings().domain());
        boolean kept = mark.present();
        if (!kept) {
            messages.say("domain");
            server.create();
        }
        messages.say("starting");
        server.start();
        if (kept) {
            messages.say("loading");
        } else {
            messages.say("deploying");
            server.deploy(ear);
        }
        server.awaitReady();
        mark.set();
    }

    private void announce() {
        ServerSettings settings = server.settings();
        Ports ports = settings.ports();
        messages.say(
                "ready",
                settings.bind(),
                Integer.toString(ports.smtp()),
                Integer.toString(ports.submission()),
                Integer.toString(ports.http()),
                settings.home().toString(),
                server.log().toString(),
                Integer.toString(ports.submissions()));
    }

    /** On Ctrl-C, SIGTERM, and at the end of {@link #main}. Halts, since a signal's own exit status tells of no success. */
    private void stop() {
        stopping = true;
        messages.say("stopping");
        // asadmin, while it still starts the server
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        messages.say(server.stop() ? "stopped" : "killed");
        Runtime.getRuntime().halt(exitStatus);
    }

    /** Whoever kills Maven wants the server to end too. */
    private CompletableFuture<Void> stopWithParent() {
        return ProcessHandle.current()
                .parent()
                // on a thread of its own: the common pool, of one thread on a small machine, also tells of the server's
                // end
                .map(parent -> parent.onExit().thenRunAsync(() -> System.exit(0), Thread.ofPlatform()::start))
                .orElseGet(CompletableFuture::new);
    }

    private ServerTrouble ended() {
        return new ServerTrouble(messages.text("ended") + "\n" + server.lastLogLines());
    }

    private static Path path(Map<String, String> properties, String key) throws ServerTrouble {
        String value = properties.get(key);
        if (value == null) {
            throw new ServerTrouble("Set the system property " + key + ", or use mvn -Prun.");
        }
        return Path.of(value).toAbsolutePath();
    }
}
