package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What monitoring sees. */
@OnSharedPabal
class HealthIT {
    private final Pabal pabal;
    private final AdminApi anybody;

    HealthIT(Pabal pabal) {
        this.pabal = pabal;
        this.anybody = AdminApi.anonymous(pabal.httpPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//health/ready", "//health/live"})
    void healthHasACheckForEachThingPabalNeeds(String path) throws IOException {
        HttpResponse<String> health = anybody.get(path);
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .contains("\"database\"")
                .contains("\"jms\"")
                .contains("\"listeners\"")
                .doesNotContain("DOWN");
    }

    /** Otherwise deliveries begin without JMS, which nobody would notice. */
    @Test
    void theDeliveryBeansHearTheirBells() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> anybody.get("//health/ready").body().contains("\"bells\":\"heard\""));
    }

    @Test
    void openApiDescribesEveryCallOfTheContract() throws IOException {
        assertThat(anybody.get("//openapi").body())
                .contains("/queue/messages")
                .contains("/queue/flush")
                .contains("/queue/stats")
                .contains("/control/{name}")
                .contains("/access-rules/{set}")
                .contains("/assignments")
                // Payara shows the pattern of a path parameter with its name
                .contains("/tasks/{id")
                .contains("/messages")
                .contains("/status");
    }

    @Test
    void statusTellsVersionNodeAndQueue() throws IOException {
        HttpResponse<String> status = pabal.admin().get("/status");
        assertThat(status.statusCode()).isEqualTo(200);
        assertThat(status.body())
                .contains("\"version\":\"0.")
                .contains("\"node\"")
                .contains("\"uptime")
                .contains("\"queue\"");
    }

    @Test
    void queueStatsCountWhatQmailQstatCounts() throws IOException {
        for (String name : new String[] {"messages", "local", "remote", "held", "unprocessed"}) {
            assertThat(pabal.admin().queued(name)).isNotNegative();
        }
    }
}
