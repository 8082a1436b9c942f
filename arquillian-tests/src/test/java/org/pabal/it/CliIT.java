package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.it.Programs.Result;

/** {@code bin/pabal} against a running server, as an operator types it. */
@OnSharedPabal
class CliIT {
    private static final String PABAL = Pabal.root().resolve("bin/pabal").toString();

    private final Pabal pabal;
    private final String marker = Marker.fresh();

    CliIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @BeforeEach
    void oneMessageWaits() throws IOException {
        pabal.admin().sets("/control/smtproutes", "relay.test:127.0.0.1:" + Ports.anyFree() + "\n");
        pabal.accepts("user@local.test", marker + "@relay.test", Marker.message(marker));
        pabal.admin().awaitDeferral(marker + "@relay.test");
    }

    @AfterEach
    void deliverIt() throws IOException {
        try (Sink sink = Sink.start()) {
            pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
            pabal.admin().flushesUntil(() -> pabal.admin().queued("messages") == 0);
        } finally {
            pabal.admin().unsets("/control/smtproutes");
        }
    }

    @Test
    void statusTellsServicesAndQueue() throws IOException {
        assertThat(succeeds(PABAL, "status"))
                .startsWith("Pabal 0.")
                .containsPattern("smtpd +up")
                .containsPattern("qmail-send +up")
                .containsPattern("queue +[0-9]+ message");
    }

    @Test
    void queueShowsWhatWaitsAndWhy() throws IOException {
        assertThat(succeeds(PABAL, "queue", "--recipient=" + marker + "@relay.test"))
                .contains(marker + "@relay.test")
                .contains("user@local.test");
    }

    @Test
    void flushTriesAgainNow() throws IOException {
        try (Sink sink = Sink.start()) {
            pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
            assertThat(succeeds(PABAL, "flush", "--domain", "relay.test")).contains("tried now");
            sink.await(marker);
        }
    }

    @Test
    void aLinkUnderAnOldNameRunsTheOldCommand(@TempDir Path directory) throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("qmail-qstat"), Path.of(PABAL));
        assertThat(succeeds(link.toString()))
                .matches("messages in queue: [0-9]+\nmessages in queue but not yet preprocessed: 0\n");
    }

    @Test
    void aServerThatIsNotThereIsASentence() throws IOException {
        int nobody = Ports.anyFree();
        Result result = pabal.run(List.of(PABAL, "status", "--url=http://127.0.0.1:" + nobody));
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .matches("pabal: the server http://127.0.0.1:" + nobody + "\\S* cannot be reached: .*\n")
                .doesNotContain("\tat ");
    }

    private String succeeds(String... command) throws IOException {
        Result result = pabal.run(List.of(command));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }
}
