package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code mvn -Prun} starts, as a newcomer meets it. */
class RunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path DIRECTORY = Path.of(System.getProperty("pabal.test.servers"), "run");

    private final Ports ports = Ports.free();

    @BeforeEach
    void afresh() throws IOException {
        Directories.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
    }

    @Test
    void takesMailTellsWhereAndStopsCleanlyAndKeepsEverything() throws Exception {
        String marker = Marker.fresh();
        String first = whileRunning(() -> {
            try (SmtpClient client = SmtpClient.connect(Pabal.STRANGER, ports.smtp())) {
                client.says("HELO client.test").hears("250");
                client.hands("sender@ext.test", "user@local.test", Marker.message(marker))
                        .hears("250");
            }
            mailbox().await(marker);
        });
        assertThat(first)
                .contains("Deploying Pabal.")
                .contains("127.0.0.1:" + ports.smtp())
                .contains("Pabal has stopped.");

        String second =
                whileRunning(() -> assertThat(mailbox().containing(marker)).hasSize(1));
        assertThat(second).contains("Loading Pabal.").doesNotContain("Deploying Pabal.");
    }

    /** A shell in between stands for Maven; one thread in the common pool stands for a small machine. */
    @Test
    void stopsCleanlyWhenItsParentIsKilled() throws Exception {
        Path said = Files.createTempFile(DIRECTORY, "orphan", "");
        List<String> command = command();
        command.add(1, "-Djava.util.concurrent.ForkJoinPool.common.parallelism=1");
        command.addAll(0, List.of("/bin/sh", "-c", "\"$@\" & wait", "sh"));
        Process parent = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        await().atMost(PATIENCE)
                .until(() -> !parent.isAlive() || Files.readString(said).contains("Pabal is ready"));
        assertThat(parent.isAlive()).as(Files.readString(said)).isTrue();
        parent.destroyForcibly();
        await().atMost(PATIENCE).until(() -> Files.readString(said).matches("(?s).*(has stopped|was killed).*"));
        assertThat(Files.readString(said)).contains("Pabal has stopped.");
    }

    @Test
    void aPortInUseIsToldInOneSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(ports.smtp(), 1, InetAddress.getLoopbackAddress())) {
            Path said = DIRECTORY.resolve("port-in-use");
            Process run = start(said);
            assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).isEqualTo(1);
            assertThat(Files.readString(said))
                    .isEqualTo("Port " + other.getLocalPort()
                            + " (pabal.smtp.port) is in use by another program. Stop that program, or choose another port"
                            + " with -Dpabal.smtp.port=NUMBER.\n");
        }
    }

    private interface Visit {
        void pay() throws Exception;
    }

    /** @return all that the run said from its start until it had stopped at a SIGTERM */
    private String whileRunning(Visit visit) throws Exception {
        Path said = Files.createTempFile(DIRECTORY, "said", "");
        Process run = start(said);
        try {
            await().atMost(PATIENCE)
                    .until(() -> !run.isAlive() || Files.readString(said).contains("Pabal is ready"));
            assertThat(run.isAlive()).as(Files.readString(said)).isTrue();
            visit.pay();
        } finally {
            run.destroy();
            assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(run.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Ports.isFree("127.0.0.1", ports.smtp())).isTrue();
        return Files.readString(said);
    }

    private Process start(Path said) throws IOException {
        return new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private List<String> command() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-Dpabal.run.payara=" + System.getProperty("pabal.test.payara"),
                "-Dpabal.run.ear=" + Pabal.ear(),
                "-Dpabal.run.domains=" + DIRECTORY,
                "-Dpabal.home=" + DIRECTORY.resolve("pabal-home"),
                "-Dpabal.bind=127.0.0.1",
                "-Dpabal.smtp.port=" + ports.smtp(),
                "-Dpabal.submission.port=" + ports.submission(),
                "-Dpabal.submissions.port=" + ports.submissions(),
                "-Dpabal.http.port=" + ports.http(),
                "-classpath",
                System.getProperty("java.class.path"),
                Run.class.getName()));
    }

    private static Maildir mailbox() {
        return new Maildir(DIRECTORY.resolve("pabal-home/users/user/Maildir"));
    }
}
