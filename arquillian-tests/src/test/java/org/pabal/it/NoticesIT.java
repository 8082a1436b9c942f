package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What senders are told while their mail waits, and addresses that are not tried again. */
@OnSharedPabal
class NoticesIT {
    private final Pabal pabal;
    private final Sink sink;
    private final String marker = Marker.fresh();
    private final String recipient = marker + "@relay.test";

    NoticesIT(Pabal pabal) throws IOException {
        this.pabal = pabal;
        this.sink = Sink.start();
    }

    @BeforeEach
    void route() throws IOException {
        pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
    }

    @AfterEach
    void reset() throws IOException {
        for (String setting : new String[] {"smtproutes", "delaywarn", "suppressafter"}) {
            pabal.admin().unsets("/control/" + setting);
        }
        pabal.admin().unsets("/suppressions/" + recipient);
        sink.close();
    }

    private void sends() throws IOException {
        pabal.accepts("user@local.test", recipient, Marker.message(marker));
    }

    private int told(String text) throws IOException {
        return (int) pabal.mailbox().containing(marker).stream()
                .filter(mail -> mail.contains(text))
                .count();
    }

    @Test
    void aSenderIsWarnedOnceThatHisMailWaits() throws IOException {
        pabal.admin().sets("/control/delaywarn", "1\n");
        sink.answersRecipients(path -> "450 4.2.1 busy");
        sends();
        pabal.admin().flushesUntil(() -> told("Action: delayed") > 0);

        assertThat(pabal.mailbox().await("<" + recipient + ">:"))
                .contains("Subject: delay notice\n", "Will-Retry-Until: ", "Status: 4.2.1\n");
        int attempts = attempts();
        pabal.admin().flushesUntil(() -> attempts() > attempts);
        assertThat(told("Action: delayed")).isEqualTo(1);

        sink.answersRecipients(path -> "250 2.1.5 ok");
        pabal.admin().flushesUntil(() -> !sink.received().isEmpty());
        pabal.admin().awaitEmptyQueue();
    }

    private int attempts() throws IOException {
        String body =
                pabal.admin().get("/queue/messages?recipient=" + recipient).body();
        return body.contains("attempts") ? (int) AdminApi.number(body, "attempts") : 0;
    }

    @Test
    void anAddressThatFailedForGoodIsNotTriedUntilSomebodySaysSo() throws IOException {
        pabal.admin().sets("/control/suppressafter", "1\n");
        sink.answersRecipients(path -> "550 5.1.1 no such user here");
        sends();
        await().atMost(Duration.ofMinutes(1)).until(() -> told("550 5.1.1 no such user here") == 1);
        assertThat(pabal.admin().get("/suppressions/" + recipient).body())
                .contains("\"listed\":true", "\"cause\":\"unknown-user\"", "\"changedBy\":\"pabal\"");
        assertThat(pabal.admin().get("/suppressions").body()).contains(recipient);

        sends();
        await().atMost(Duration.ofMinutes(1)).until(() -> told("Sorry, I don't try this address before") == 1);
        assertThat(sink.commands().stream().filter(line -> line.startsWith("RCPT")))
                .hasSize(1);

        sink.answersRecipients(path -> "250 2.1.5 ok");
        assertThat(pabal.admin()
                        .call("DELETE", "/suppressions/" + recipient, "", "")
                        .statusCode())
                .isEqualTo(204);
        sends();
        sink.await(marker);
        assertThat(pabal.admin().get("/suppressions/" + recipient).statusCode()).isEqualTo(404);
    }

    @Test
    void operatorsListAddressesAndThatIsWrittenDown() throws IOException {
        String operator = "op-" + marker;
        assertThat(pabal.admin()
                        .put(
                                "/administrators/" + operator,
                                "application/json",
                                "{\"password\":\"only for this test 7\",\"role\":\"operator\"}")
                        .statusCode())
                .isEqualTo(201);
        AdminApi asOperator = AdminApi.as(pabal.httpPort(), operator, "only for this test 7");
        assertThat(asOperator
                        .put("/suppressions/" + recipient, "application/json", "{\"reason\":\"left " + marker + "\"}")
                        .statusCode())
                .isEqualTo(201);

        sends();
        await().atMost(Duration.ofMinutes(1)).until(() -> told("(#5.7.1)\nleft " + marker + "\n") == 1);
        assertThat(sink.commands()).isEmpty();
        assertThat(pabal.admin().get("/audit?limit=20").body()).contains(operator, "/suppressions/" + recipient);
        assertThat(pabal.admin()
                        .call("DELETE", "/administrators/" + operator, "", "")
                        .statusCode())
                .isEqualTo(204);
    }
}
