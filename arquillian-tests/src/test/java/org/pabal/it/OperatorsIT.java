package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do to queued mail, once and for as long as a directive stands; and what explains and diagnoses it. */
@OnSharedPabal
class OperatorsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String JSON = "application/json";

    private final Pabal pabal;
    private final String marker = Marker.fresh();
    private final String recipient = marker + "@relay.test";
    private final String selection = "\"recipient\":\"" + recipient + "\"";

    OperatorsIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @BeforeEach
    void theUsualHostIsDown() throws IOException {
        pabal.admin().sets("/control/smtproutes", "relay.test:127.0.0.1:" + Ports.anyFree() + "\n");
    }

    @AfterEach
    void leaveNothing() throws IOException {
        order("delete", selection);
        pabal.admin().unsets("/control/smtproutes");
    }

    private void oneMessageWaits() throws IOException {
        pabal.accepts("user@local.test", recipient, Marker.message(marker));
        pabal.admin().awaitDeferral(recipient);
    }

    /** @return the task when it has ended */
    private String order(String verb, String wish) throws IOException {
        HttpResponse<String> started = pabal.admin().post("/queue/" + verb, JSON, "{" + wish + "}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String task = pabal.admin()
                .get("/tasks/" + AdminApi.number(started.body(), "id") + "/await?timeout=60s")
                .body();
        assertThat(task).contains("\"state\":\"completed\"");
        return task;
    }

    private String listing() throws IOException {
        return pabal.admin().get("/queue/messages?recipient=" + recipient).body();
    }

    private String explanation() throws IOException {
        return pabal.admin()
                .get("/queue/messages/" + AdminApi.number(listing(), "id") + "/explain")
                .body();
    }

    private long directs(String wish) throws IOException {
        HttpResponse<String> given =
                pabal.admin().post("/directives", JSON, "{" + wish + ",\"reason\":\"a test\",\"expires\":\"1h\"}");
        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        return AdminApi.number(given.body(), "id");
    }

    private void withdraws(long directive) throws IOException {
        assertThat(pabal.admin()
                        .call("DELETE", "/directives/" + directive, "", "")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void mailGoesToAnotherHostWhenAnOperatorSaysSo() throws IOException {
        oneMessageWaits();
        assertThat(explanation())
                .contains("\"source\":\"smtproutes\"", "\"standing\":\"scheduled\"", "no connection: ", "lifetimeEnds");
        try (Sink sink = Sink.start()) {
            HttpResponse<String> counted =
                    pabal.admin().post("/queue/reroute", JSON, "{" + selection + ",\"relay\":\"\",\"dryRun\":true}");
            assertThat(counted.body()).contains("\"messages\":1", "\"recipients\":1");
            order("reroute", selection + ",\"relay\":\"127.0.0.1:" + sink.port() + "\"");
            assertThat(explanation()).contains("\"source\":\"operator\"", "127.0.0.1:" + sink.port());

            order("retry", selection);

            assertThat(sink.await(marker).recipients()).containsExactly(recipient);
        }
    }

    @Test
    void heldMailWaitsUntilItIsReleased() throws IOException {
        oneMessageWaits();
        assertThat(order("hold", selection)).contains("\"done\":1");
        assertThat(order("retry", selection)).contains("\"done\":0");
        assertThat(listing()).contains("\"state\":\"held\"");
        assertThat(order("release", selection)).contains("\"done\":1");
        assertThat(listing()).contains("\"state\":\"waiting\"");
        assertThat(pabal.admin().get("/audit?limit=10").body())
                .contains("\"detail\":\"hold recipient=" + recipient + "\"");
    }

    @Test
    void whatIsToBeDeletedCanBeCountedBefore() throws IOException {
        oneMessageWaits();
        HttpResponse<String> counted = pabal.admin().post("/queue/delete", JSON, "{" + selection + ",\"dryRun\":true}");
        assertThat(counted.body()).contains("\"messages\":1", "\"recipients\":1");
        assertThat(order("delete", selection)).contains("\"done\":1");
        assertThat(listing()).doesNotContain(recipient);
    }

    @Test
    void expiredMailBouncesWithWhatItsLastAttemptCameTo() throws IOException {
        oneMessageWaits();
        assertThat(order("expire", selection + ",\"olderThan\":\"0s\"")).contains("\"done\":1");
        assertThat(pabal.mailbox().await("<" + recipient + ">:"))
                .contains("I wasn't able to establish an SMTP connection. (#4.4.1)")
                .contains("I'm not going to try again; the administrator");
    }

    @Test
    void aDirectiveHoldsMailThatIsThereAndMailThatComesUntilItIsWithdrawn() throws IOException {
        oneMessageWaits();
        try (Sink sink = Sink.start()) {
            pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
            long directive = directs("\"verb\":\"hold\",\"recipient\":\"" + recipient + "\"");
            pabal.accepts("user@local.test", recipient, Marker.message(marker + "-second"));
            await().atMost(PATIENCE).until(() -> listing().split("\"directive\":" + directive, -1).length == 3);
            assertThat(explanation()).contains("\"standing\":\"directed\"", "\"reason\":\"a test\"");
            assertThat(sink.received()).isEmpty();

            withdraws(directive);

            await().atMost(PATIENCE).until(() -> !listing().contains("\"held\""));
            sink.await(marker + "-second");
            order("retry", selection);
            await().atMost(PATIENCE).until(() -> sink.received().size() == 2);
        }
    }

    @Test
    void aDirectiveSendsMailElsewhereWhileItStands() throws IOException {
        try (Sink sink = Sink.start()) {
            long directive = directs("\"verb\":\"reroute\",\"recipient\":\"" + recipient + "\",\"relay\":\"127.0.0.1:"
                    + sink.port() + "\"");
            pabal.accepts("user@local.test", recipient, Marker.message(marker));
            sink.await(marker);
            withdraws(directive);
            oneMessageWaits();
        }
    }

    @Test
    void aDiagnosisGoesAllTheWayButSendsNoMail() throws IOException {
        try (Sink sink = Sink.start()) {
            pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));

            Programs.Result result =
                    pabal.run(List.of(Pabal.root().resolve("bin/pabal").toString(), "diagnose", recipient));

            assertThat(result.output())
                    .startsWith("Way: 127.0.0.1:" + sink.port() + ", by the setting smtproutes.\nHosts: ")
                    .contains("> RCPT TO:<" + recipient + ">\n", "The host takes mail for this address");
            assertThat(result.exitCode()).isZero();
            await().atMost(PATIENCE).until(() -> sink.commands().contains("QUIT"));
            assertThat(sink.commands()).noneMatch(command -> command.startsWith("DATA"));
        }
    }
}
