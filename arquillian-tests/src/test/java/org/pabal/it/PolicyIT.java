package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rates and the greylist, through sockets and the admin API. */
class PolicyIT {
    private static final String STRANGER = Pabal.STRANGER;

    private static Pabal pabal;

    @BeforeAll
    static void start() throws Exception {
        pabal = Pabal.start("policy");
    }

    @AfterAll
    static void stop() {
        pabal.close();
    }

    @AfterEach
    void forget() throws IOException {
        pabal.admin().unsets("/control/greylist");
        pabal.admin().unsets("/control/ratelimits");
        pabal.admin().sets("/access-rules/smtp", "127.0.0.1:allow,RELAYCLIENT=\"\"\n");
    }

    private static String recipient(Pabal server, String from, String sender, String recipient) throws IOException {
        try (SmtpClient client = server.session(from)) {
            client.says("MAIL FROM:<" + sender + ">").hears("250");
            return client.says("RCPT TO:<" + recipient + ">").text();
        }
    }

    private static void awaitPassed(Pabal server, String from, String sender) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(recipient(server, from, sender, "user@local.test"))
                        .startsWith("250"));
    }

    @Test
    void aNewcomerComesAgainAndIsKnownFromThenOnAlsoAfterARestart() throws Exception {
        pabal.admin().sets("/control/greylist", "delay 2s\npasses 0\n");

        assertThat(recipient(pabal, STRANGER, "new@ext.test", "user@local.test"))
                .startsWith("451 4.7.1 greylisted, try again in 2 seconds");
        assertThat(recipient(pabal, STRANGER, "", "user@local.test")).startsWith("451 4.7.1");
        assertThat(recipient(pabal, STRANGER, "new@ext.test", "nobody@local.test"))
                .startsWith("550 5.1.1");
        assertThat(recipient(pabal, Pabal.RELAY_CLIENT, "new@ext.test", "user@local.test"))
                .startsWith("250");
        awaitPassed(pabal, STRANGER, "new@ext.test");

        pabal.restart();
        String marker = Marker.fresh();
        try (SmtpClient client = pabal.session(STRANGER)) {
            client.hands("new@ext.test", "user@local.test", Marker.message(marker))
                    .hears("250");
        }
        pabal.mailbox().await(marker);
        assertThat(Files.readString(pabal.home().resolve("log/smtpd/current"), StandardCharsets.ISO_8859_1))
                .contains(" greylist=known from <new@ext.test>");
        assertThat(recipient(pabal, STRANGER, "other@ext.test", "user@local.test"))
                .startsWith("451 4.7.1");
    }

    @Test
    void aNetworkThatCameAgainIsWelcomeWithAllItsMail() throws Exception {
        pabal.admin().sets("/control/greylist", "delay 1s\npasses 1\n");
        assertThat(recipient(pabal, "127.0.5.2", "one@ext.test", "user@local.test"))
                .startsWith("451 4.7.1");
        awaitPassed(pabal, "127.0.5.2", "one@ext.test");

        assertThat(recipient(pabal, "127.0.5.3", "two@ext.test", "user@local.test"))
                .startsWith("250");
        assertThat(recipient(pabal, "127.0.6.3", "two@ext.test", "user@local.test"))
                .startsWith("451 4.7.1");
    }

    @Test
    void aRuleSparesAPeerTheGreylist() throws Exception {
        pabal.admin().sets("/control/greylist", "delay 1h\n");
        pabal.admin().sets("/access-rules/smtp", "127.0.7.2:allow,GREYLIST=\"\"\n");

        assertThat(recipient(pabal, "127.0.7.2", "a@ext.test", "user@local.test"))
                .startsWith("250");
        assertThat(recipient(pabal, "127.0.7.3", "a@ext.test", "user@local.test"))
                .startsWith("451 4.7.1");
    }

    @Test
    void ratesRefuseForNowAreListedAndCanBeReset() throws Exception {
        pabal.admin().sets("/control/ratelimits", "address messages 2/1h\nnetwork sessions 5/1h\n");
        try (SmtpClient client = pabal.session("127.0.8.2")) {
            client.says("MAIL FROM:<a@ext.test>").hears("250");
            client.says("RSET").hears("250");
            client.says("MAIL FROM:<a@ext.test>").hears("250");
            client.says("RSET").hears("250");
            client.says("MAIL FROM:<a@ext.test>").hears("451 4.7.0 too many messages, try again in ");
            awaitLogged(" rate=over:address:127.0.8.2 from <a@ext.test> to: 451_4.7.0_too_many_messages");
            assertThat(pabal.admin().get("/limits").body())
                    .contains("\"key\":\"address:127.0.8.2\"")
                    .contains("\"rule\":\"address messages 2/3600s\"")
                    .contains("\"available\":0");
            assertThat(pabal.admin()
                            .call("DELETE", "/limits/address:127.0.8.2", "", "")
                            .statusCode())
                    .isEqualTo(204);
            client.says("MAIL FROM:<a@ext.test>").hears("250");
        }
        for (int i = 0; i < 4; i++) {
            pabal.session("127.0.8.3").close();
        }
        try (SmtpClient refused = SmtpClient.open("127.0.8.4", pabal.smtpPort())) {
            refused.reply().hears("421 4.7.0 too many sessions");
            assertThat(refused.untilClosed()).isEmpty();
        }
        awaitLogged(" turned away 127.0.8.4 rate=over:network:127.0.8.0/24: 421 4.7.0 too many sessions");
        assertThat(pabal.admin()
                        .call("DELETE", "/limits/network:127.0.8.0/24", "", "")
                        .statusCode())
                .isEqualTo(204);
        pabal.session("127.0.8.4").close();
    }

    @Test
    void ratesThatAreNotUsedUpAreInTheLineOfTheTransaction() throws IOException {
        pabal.admin().sets("/control/ratelimits", "address messages 100/1h\n");

        try (SmtpClient client = pabal.session("127.0.8.7")) {
            client.hands("a@ext.test", "user@local.test", Marker.message(Marker.fresh()))
                    .hears("250");
        }
        awaitLogged(" rate=ok from <a@ext.test> to <user@local.test>: 250");
    }

    @Test
    void refusalsAreLoggedAndWhoeverHasManyIsCounted() throws IOException {
        pabal.admin().sets("/control/greylist", "delay 1h\n");
        try (SmtpClient client = pabal.session("127.0.8.9")) {
            client.says("MAIL FROM:<many@ext.test>").hears("250");
            for (int i = 0; i < 60; i++) {
                client.says("RCPT TO:<user@local.test>").hears("451 4.7.1");
            }
            client.says("QUIT").hears("221");
        }
        awaitLogged(" msg - bytes 0 greylist=new from <many@ext.test> to <user@local.test>: 451_4.7.1_greylisted");
        awaitLogged(" greylist=early from <many@ext.test>");
        awaitLogged(" and 10 more refusals\n");
    }

    private static void awaitLogged(String part) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Files.readString(
                                pabal.home().resolve("log/smtpd/current"), StandardCharsets.ISO_8859_1))
                        .contains(part));
    }

    @Test
    void theGreylistWorksOnPostgres() throws Exception {
        try (Postgres postgres = Postgres.start();
                Pabal other = Pabal.start(
                        "policy-postgres",
                        settings -> settings.with("pabal.db.url", postgres.url())
                                .with("pabal.db.user", Postgres.USER)
                                .withEnvironment(Map.of("PABAL_DB_PASSWORD", Postgres.PASSWORD)))) {
            other.admin().sets("/control/greylist", "delay 1s\npasses 1\n");
            assertThat(recipient(other, STRANGER, "one@ext.test", "user@local.test"))
                    .startsWith("451 4.7.1");
            awaitPassed(other, STRANGER, "one@ext.test");

            assertThat(postgres.executes("select count(*) from greylist where passed"))
                    .isEqualTo("1");
            assertThat(recipient(other, "127.0.0.3", "two@ext.test", "user@local.test"))
                    .startsWith("250");
        }
    }
}
