package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The queue on PostgreSQL, chosen by configuration alone: the EAR is the same. */
class PostgresIT {
    @Test
    void theQueueWorksOnPostgresAndSurvivesAKill() throws Exception {
        try (Postgres postgres = Postgres.start();
                Pabal pabal = Pabal.start("postgres", on(postgres));
                Sink sink = Sink.start()) {
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

            losesNothingWhileTheDatabaseIsAway(postgres, pabal, sink);
        }
    }

    /** T-ASY 276: what was accepted waits, what comes is answered 4xx, and nobody restarts the server. */
    private static void losesNothingWhileTheDatabaseIsAway(Postgres postgres, Pabal pabal, Sink sink) throws Exception {
        String waiting = Marker.fresh();
        sink.answersRecipients(path -> "450 4.2.1 busy");
        pabal.accepts("user@local.test", "waiting@relay.test", Marker.message(waiting));
        pabal.admin().awaitDeferral("waiting@relay.test");
        sink.answersRecipients(path -> "250 2.1.5 ok");
        postgres.stops();
        try {
            assertThat(answer(pabal, Marker.fresh())).startsWith("4");
        } finally {
            postgres.starts();
        }
        String afterwards = Marker.fresh();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> answer(pabal, afterwards).startsWith("250"));
        pabal.mailbox().await(afterwards);
        pabal.admin().flushesUntil(() -> pabal.admin().queued("messages") == 0);
        assertThat(sink.received().stream().filter(message -> message.wire().contains(waiting)))
                .hasSize(1);
    }

    /** @return the reply that ended the transaction, in good or in bad */
    private static String answer(Pabal pabal, String marker) throws IOException {
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
        try (Postgres postgres = Postgres.start()) {
            postgres.executes("alter database postgres set synchronous_commit = off");
            try (Pabal pabal = Pabal.prepare("postgres-forgetful", on(postgres))) {
                pabal.server().start();
                assertThatThrownBy(() -> pabal.server().deploy(Pabal.ear()))
                        .isInstanceOf(ServerTrouble.class)
                        .hasMessageContaining("synchronous_commit");
                assertThat(Ports.isFree("127.0.0.1", pabal.smtpPort())).isTrue();
            }
        }
    }

    private static UnaryOperator<ServerSettings> on(Postgres postgres) {
        return settings -> settings.with("pabal.db.url", postgres.url())
                .with("pabal.db.user", Postgres.USER)
                .withEnvironment(Map.of("PABAL_DB_PASSWORD", Postgres.PASSWORD));
    }
}
