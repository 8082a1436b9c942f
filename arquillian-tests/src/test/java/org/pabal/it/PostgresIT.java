package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The queue on PostgreSQL, chosen by configuration alone: the EAR is the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresIT {
    private final Postgres postgres;
    private final Pabal pabal;

    PostgresIT() throws Exception {
        postgres = Postgres.start();
        pabal = Pabal.prepare("postgres", on(postgres));
    }

    @BeforeAll
    void start() throws ServerTrouble {
        starts(pabal);
    }

    @AfterAll
    void stop() throws IOException {
        pabal.close();
        postgres.close();
    }

    private static void starts(Pabal node) throws ServerTrouble {
        node.server().start();
        node.server().deploy(Pabal.ear());
        node.server().awaitReady();
    }

    @Test
    void theQueueWorksOnPostgresAndSurvivesAKill() throws Exception {
        try (Sink sink = Sink.start()) {
            String local = Marker.fresh();
            pabal.accepts("sender@ext.test", "user@local.test", Marker.message(local));
            pabal.mailbox().await(local);
            assertThat(pabal.home().resolve("db")).doesNotExist();

            String waiting = Marker.fresh();
            pabal.admin().sets("/control/smtproutes", "relay.test:127.0.0.1:" + (sink.port() + 1) + "\n");
            pabal.accepts("user@local.test", "someone@relay.test", Marker.message(waiting));
            pabal.server().kill();
            pabal.server().start();
            pabal.server().awaitReady();
            pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
            pabal.admin().flushesUntil(() -> !sink.received().isEmpty());
            assertThat(sink.await(waiting).recipients()).containsExactly("someone@relay.test");

            sink.answersRecipients(path -> "550 5.1.1 no such user here");
            String bounced = Marker.fresh();
            pabal.accepts("user@local.test", "gone-" + bounced + "@relay.test", Marker.message(bounced));
            pabal.mailbox().await("<gone-" + bounced + "@relay.test>:");
            pabal.admin().awaitEmptyQueue();

            losesNothingWhileTheDatabaseIsAway(sink);
        } finally {
            pabal.admin().unsets("/control/smtproutes");
        }
    }

    /** T-ASY 276: what was accepted waits, what comes is answered 4xx, and nobody restarts the server. */
    private void losesNothingWhileTheDatabaseIsAway(Sink sink) throws Exception {
        String waiting = Marker.fresh();
        sink.answersRecipients(path -> "450 4.2.1 busy");
        pabal.accepts("user@local.test", "waiting@relay.test", Marker.message(waiting));
        pabal.admin().awaitDeferral("waiting@relay.test");
        sink.answersRecipients(path -> "250 2.1.5 ok");
        postgres.stops();
        try {
            assertThat(answer(Marker.fresh())).startsWith("4");
        } finally {
            postgres.starts();
        }
        String afterwards = Marker.fresh();
        await().atMost(Duration.ofSeconds(30)).until(() -> answer(afterwards).startsWith("250"));
        pabal.mailbox().await(afterwards);
        pabal.admin().flushesUntil(() -> pabal.admin().queued("messages") == 0);
        assertThat(sink.received().stream().filter(message -> message.wire().contains(waiting)))
                .hasSize(1);
    }

    /** @return the reply that ended the transaction, in good or in bad */
    private String answer(String marker) throws IOException {
        try (SmtpClient client = SmtpClient.open(Pabal.RELAY_CLIENT, pabal.smtpPort())) {
            List<String> lines = List.of(
                    "EHLO client.test",
                    "MAIL FROM:<sender@ext.test>",
                    "RCPT TO:<user@local.test>",
                    "DATA",
                    Marker.message(marker) + ".");
            String reply = client.reply().text();
            for (String line : lines) {
                if (!reply.startsWith("2") && !reply.startsWith("3")) {
                    return reply;
                }
                reply = client.says(line).text();
            }
            return reply;
        }
    }

    @Test
    void aDatabaseThatForgetsCommitsIsRefusedWithASentence() throws Exception {
        try (Postgres forgetful = Postgres.start()) {
            forgetful.executes("alter database postgres set synchronous_commit = off");
            try (Pabal refused = Pabal.prepare("postgres-forgetful", on(forgetful))) {
                refused.server().start();
                assertThatThrownBy(() -> refused.server().deploy(Pabal.ear()))
                        .isInstanceOf(ServerTrouble.class)
                        .hasMessageContaining("synchronous_commit");
                assertThat(Ports.isFree("127.0.0.1", refused.smtpPort())).isTrue();
            }
        }
    }

    private static UnaryOperator<ServerSettings> on(Postgres postgres) {
        return settings -> settings.with("pabal.db.url", postgres.url())
                .with("pabal.db.user", Postgres.USER)
                .withEnvironment(Map.of("PABAL_DB_PASSWORD", Postgres.PASSWORD));
    }

    @Nested
    class Operators extends OperatorsIT {
        Operators() {
            super(pabal);
        }
    }

    @Nested
    class Notices extends NoticesIT {
        Notices() throws IOException {
            super(pabal);
        }
    }

    /** What one is told counts for the other. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class TwoNodes {
        private static final Duration PATIENCE = Duration.ofMinutes(1);

        private final String domain = Marker.fresh() + ".test";
        private final Set<String> users = new LinkedHashSet<>();
        private final Sink sink = Sink.start();
        private final Pabal second;

        TwoNodes() throws Exception {
            second = Pabal.prepare(
                    "postgres-second", settings -> on(postgres).apply(settings).with("pabal.node", "second"));
        }

        @BeforeAll
        void startSecond() throws ServerTrouble {
            starts(second);
        }

        @AfterAll
        void stopSecond() throws IOException {
            second.close();
            sink.close();
            pabal.admin().post("/queue/delete", "application/json", "{\"recipientDomain\":\"" + domain + "\"}");
            pabal.admin().unsets("/control/smtproutes");
        }

        private void accepts(Pabal node, String user) throws IOException {
            users.add(user);
            node.accepts("user@local.test", user + "@" + domain, Marker.message(user + "." + domain));
        }

        private long delivered(String user) {
            return sink.received().stream()
                    .filter(message -> message.wire().contains(user + "." + domain))
                    .count();
        }

        /** @return how many recipients are queued in this state */
        private int queued(String state) throws IOException {
            String listing = pabal.admin()
                    .get("/queue/messages?limit=100&recipientDomain=" + domain)
                    .body();
            return listing.split("\"state\":\"" + state + "\"", -1).length - 1;
        }

        /** Mail that is delivered or waits, so that the second node knows the way. */
        private void oneWaitsAndOneIsDelivered() throws IOException {
            sink.answersRecipients(path -> path.startsWith("later@") ? "450 4.2.1 busy" : "250 2.1.5 ok");
            pabal.admin().sets("/control/smtproutes", sink.routeOf(domain));
            accepts(second, "before");
            pabal.admin().flushesUntil(() -> delivered("before") == 1);
            accepts(second, "later");
            await().atMost(PATIENCE).until(() -> queued("waiting") == 1);
        }

        @Test
        void aDirectiveGivenToOneNodeHoldsWhatTheOtherIsAboutToTryUntilEitherEndsIt() throws Exception {
            oneWaitsAndOneIsDelivered();
            HttpResponse<String> given = pabal.admin()
                    .post(
                            "/directives",
                            "application/json",
                            "{\"verb\":\"hold\",\"recipientDomain\":\"" + domain
                                    + "\",\"reason\":\"a test\",\"expires\":\"1h\"}");
            assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
            String directive = "/directives/" + AdminApi.number(given.body(), "id");

            // about two seconds
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                accepts(second, "probe-" + users.size());
                return queued("held") >= 2;
            });
            accepts(second, "last");
            accepts(pabal, "first");
            await().atMost(PATIENCE).until(() -> queued("waiting") == 0);
            assertThat(delivered("last") + delivered("first")).isZero();
            String standing = second.admin().get(directive).body();
            assertThat(AdminApi.number(standing, "recipients")).as(standing).isEqualTo(queued("held"));

            sink.answersRecipients(path -> "250 2.1.5 ok");
            assertThat(second.admin().call("DELETE", directive, "", "").statusCode())
                    .isEqualTo(204);
            await().atMost(PATIENCE).until(() -> queued("held") == 0);
            pabal.admin().flushesUntil(() -> queued("waiting") == 0);
            assertThat(users).allMatch(user -> delivered(user) == 1, "delivered once");
            assertThat(second.admin().get(directive).statusCode()).isEqualTo(404);
            assertThat(second.admin().get("/destinations").body()).contains("127.0.0.1:" + sink.port());
        }
    }
}
