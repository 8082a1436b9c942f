package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
