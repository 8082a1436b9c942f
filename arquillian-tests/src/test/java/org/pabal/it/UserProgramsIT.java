package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs of {@code .qmail} files, in a home that is somebody's own if the server is root's. */
@OnSharedPabal
class UserProgramsIT {
    private static final int SOMEBODY = 54_321;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Pabal pabal;
    private final String marker = Marker.fresh();
    private final Path home;

    UserProgramsIT(Pabal pabal) {
        this.pabal = pabal;
        this.home = pabal.home().resolve("users/prog");
    }

    @BeforeEach
    void makeHome() throws IOException {
        Files.createDirectories(home);
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            Files.setAttribute(home, "unix:uid", SOMEBODY);
            Files.setAttribute(home, "unix:gid", SOMEBODY);
        }
        String assignments = pabal.admin().get("/assignments").body();
        if (!assignments.contains("=prog:")) {
            pabal.admin()
                    .sets(
                            "/assignments",
                            assignments.replaceFirst(
                                    "(?m)^\\.$", "=prog:prog:0:0:users/prog:::\n+prog-:prog:0:0:users/prog:-::\n."));
        }
    }

    @AfterEach
    void unset() throws IOException {
        pabal.admin().unsets("/control/timeoutprogram");
    }

    private void qmail(String extension, String text) throws IOException {
        Files.writeString(home.resolve(".qmail" + extension), text);
    }

    @Test
    void readTheMessageAndKnowItsEnvelope() throws IOException {
        qmail("", "|cat > message\n|env > environment\n");

        pabal.accepts("\"$(id) ;id\"@ext.test", "prog@local.test", Marker.message(marker));

        Path environment = home.resolve("environment");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(environment)
                        .content()
                        .contains("SENDER=$(id) ;id@ext.test\n", "RECIPIENT=prog@local.test\n", "USER=prog\n")
                        .doesNotContain("PABAL", "JAVA"));
        assertThat(home.resolve("message")).content().contains(marker).startsWith("Received: ");
    }

    @Test
    void refuseForGood() throws IOException {
        qmail("-closed", "|echo \"We have moved " + marker + "\"; exit 100\n");

        pabal.accepts("user@local.test", "prog-closed@local.test", Marker.message(Marker.fresh()));

        assertThat(pabal.mailbox().await(marker)).contains("<prog-closed@local.test>:\nWe have moved " + marker + "\n");
    }

    @Test
    void areKilledWhenTheirTimeIsUpAndTriedAgain() throws IOException {
        pabal.admin().sets("/control/timeoutprogram", "1\n");
        qmail("-slow", "|echo $$ > began; sleep 1000; touch ended\n");

        pabal.accepts("sender@ext.test", "prog-slow@local.test", Marker.message(marker));

        Path began = home.resolve("began");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(began).exists().content().matches("\\d+\n"));
        long leader = Long.parseLong(Files.readString(began).strip());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ProcessHandle.of(leader).filter(ProcessHandle::isAlive))
                        .isEmpty());
        pabal.admin().awaitDeferral("prog-slow@local.test");
        qmail("-slow", "|cat > at-last\n");
        pabal.admin().flushesUntil(() -> Files.exists(home.resolve("at-last")));
        assertThat(home.resolve("ended")).doesNotExist();
    }
}
