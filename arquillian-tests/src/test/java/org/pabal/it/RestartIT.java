package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.it.Programs.Result;

/** Pabal goes and comes: within a running server, and with it. */
@OnSharedPabal
class RestartIT {
    @TempDir
    Path directory;

    private final Pabal pabal;
    private final String marker = Marker.fresh();

    RestartIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @Test
    void undeployingFreesPortsAndThreadsAndDeployingAgainWorks() throws Exception {
        pabal.accepts("sender@ext.test", "user@local.test", Marker.message(marker));
        pabal.server().undeploy();
        try {
            assertThat(Ports.isFree("127.0.0.1", pabal.smtpPort())).isTrue();
            assertThat(Ports.isFree(
                            "127.0.0.1", pabal.server().settings().ports().submission()))
                    .isTrue();
            assertThat(Ports.isFree(
                            "127.0.0.1", pabal.server().settings().ports().submissions()))
                    .isTrue();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(threads()).doesNotContain("org.pabal"));
        } finally {
            pabal.server().deploy(Pabal.ear());
            pabal.server().awaitReady();
        }
        String afterwards = Marker.fresh();
        pabal.accepts("sender@ext.test", "user@local.test", Marker.message(afterwards));
        pabal.mailbox().await(marker);
        pabal.mailbox().await(afterwards);
    }

    @Test
    void deployingOverARunningOneKeepsWhatIsQueued() throws Exception {
        try (Sink sink = Sink.start()) {
            queueFor(sink.port() + 1);
            pabal.server().deploy(Pabal.ear());
            pabal.server().awaitReady();
            pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
            pabal.admin().flushesUntil(() -> !sink.received().isEmpty());
            sink.await(marker);
        } finally {
            pabal.admin().unsets("/control/smtproutes");
        }
    }

    @Test
    void stoppingSaysGoodbyeToOpenSessionsAndEndsInTime() throws Exception {
        try (SmtpClient idle = pabal.session(Pabal.STRANGER);
                SmtpClient busy = pabal.session(Pabal.STRANGER)) {
            busy.opens("sender@ext.test", "user@local.test");
            busy.send("Subject: " + marker + "\r\n\r\nhalf");
            CompletableFuture<Boolean> stopped =
                    CompletableFuture.supplyAsync(() -> pabal.server().stop());
            assertThat(idle.untilClosed()).startsWith("421 ");
            assertThat(busy.untilClosed()).matches("(?s)(4.*)?").doesNotContain("250");
            assertThat(stopped.get(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            pabal.server().start();
            pabal.server().awaitReady();
        }
        assertThat(pabal.mailbox().containing(marker)).isEmpty();
    }

    @Test
    void mailAndSettingsAreThereAfterTheNextStart() throws Exception {
        try (Sink sink = Sink.start()) {
            pabal.admin().sets("/control/smtpgreeting", "hello.test " + marker + "\n");
            queueFor(sink.port() + 1);
            pabal.restart();
            assertThat(pabal.admin()
                            .get("/queue/messages?recipient=waiting@relay.test")
                            .body())
                    .contains("waiting@relay.test");
            try (SmtpClient client = SmtpClient.open(Pabal.STRANGER, pabal.smtpPort())) {
                assertThat(client.reply().text()).startsWith("220 hello.test " + marker);
            }
            pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
            pabal.admin().flushesUntil(() -> !sink.received().isEmpty());
            assertThat(sink.await(marker).recipients()).containsExactly("waiting@relay.test");
            pabal.admin().awaitEmptyQueue();
        } finally {
            pabal.admin().unsets("/control/smtpgreeting");
            pabal.admin().unsets("/control/smtproutes");
        }
    }

    @Test
    void aPauseOutlastsARestart() throws Exception {
        try {
            pabal.admin().posts("/queue/pause");
            pabal.accepts("sender@ext.test", "user@local.test", Marker.message(marker));
            pabal.restart();
            assertThat(pabal.admin().get("/status").body()).contains("paused");
            assertThat(pabal.admin().queued("messages")).isEqualTo(1);
            assertThat(pabal.mailbox().containing(marker)).isEmpty();
        } finally {
            pabal.admin().posts("/queue/continue");
        }
        pabal.mailbox().await(marker);
    }

    /** One message for a next hop where nobody listens. */
    private void queueFor(int port) throws IOException {
        pabal.admin().sets("/control/smtproutes", "relay.test:127.0.0.1:" + port + "\n");
        pabal.accepts("user@local.test", "waiting@relay.test", Marker.message(marker));
    }

    /** @return the stacks of all threads of the server, virtual ones too */
    private String threads() throws IOException {
        Path dump = Files.createTempDirectory(directory, "threads").resolve("dump");
        Result jcmd = Programs.run(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pabal.server().process().orElseThrow().pid()),
                "Thread.dump_to_file",
                dump.toString());
        assertThat(jcmd.exitCode()).as(jcmd.output()).isZero();
        return Files.readString(dump);
    }
}
