package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Extensions with Exim on the other side, which sends in chunks and by TLS wherever it can. */
@OnSharedPabal
class EximIT {
    private static final String BOOKS =
            new String("b\u00fccher".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    private final Pabal pabal;
    private final Sink sink;
    private final Exim exim;
    private final String marker = Marker.fresh();

    EximIT(Pabal pabal) throws IOException {
        this.pabal = pabal;
        this.sink = Sink.start();
        this.exim = Exim.start("relay.test=" + sink.port(), "local.test=" + pabal.smtpPort());
    }

    @BeforeEach
    void route() throws IOException {
        pabal.admin().sets("/control/smtproutes", exim.routeOf("relay.test"));
    }

    @AfterEach
    void close() throws IOException {
        pabal.admin().unsets("/control/smtproutes");
        exim.close();
        sink.close();
    }

    /** Hands over a message in chunks: in one, or in three that are cut where that is hardest. */
    private void hands(SmtpClient client, String mail, String recipient, int chunks) throws IOException {
        client.says("MAIL FROM:" + mail).hears("250");
        client.says("RCPT TO:" + recipient).hears("250");
        String content = content();
        int first = chunks == 1 ? content.length() : content.indexOf('\r') + 1;
        int second = chunks == 1 ? content.length() : content.indexOf(".\r\n") + 1;
        chunk(client, content.substring(0, first), chunks == 1);
        if (chunks > 1) {
            chunk(client, content.substring(first, second), false);
            chunk(client, content.substring(second), true);
        }
    }

    private String content() {
        return "Subject: " + BOOKS + " again-" + marker + "\r\n\r\nbody-" + marker
                + "\r\n.\r\n..two\r\nRCPT TO:<x@y.test>\r\n";
    }

    private static void chunk(SmtpClient client, String octets, boolean last) throws IOException {
        client.send("BDAT " + octets.length() + (last ? " LAST" : "") + "\r\n" + octets);
        client.reply().hears("250");
    }

    private SmtpClient toExim() throws IOException {
        SmtpClient client = SmtpClient.connect(Pabal.RELAY_CLIENT, exim.port());
        assertThat(client.says("EHLO client.test").text()).contains("DSN", "SMTPUTF8", "CHUNKING");
        return client;
    }

    private String delivered() {
        return pabal.mailbox().await("body-" + marker);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void asClientSendsInChunksByTls(int chunks) throws IOException {
        try (SmtpClient client = toExim()) {
            hands(client, "<user@local.test> BODY=8BITMIME", "<user@local.test>", chunks);
        }
        assertThat(delivered())
                .contains(" with ESMTPS id ", "\n  tls TLS_")
                .endsWith(content().substring(content().indexOf("\r\n\r\n")).replace("\r\n", "\n"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(exim.log())
                        .containsPattern("=> user@local[.]test .* X=TLS1[.]3:.* K C=\"250 2[.]0[.]0 ok"));
    }

    @Test
    void asClientLeavesTheReportToUs() throws IOException {
        try (SmtpClient client = toExim()) {
            hands(
                    client,
                    "<user@local.test> SMTPUTF8 ENVID=" + marker,
                    "<user@local.test> NOTIFY=SUCCESS ORCPT=rfc822;o@x.test",
                    1);
        }
        assertThat(pabal.mailbox().await("Original-Envelope-Id: " + marker))
                .doesNotContain("Reporting-MTA: dns; exim.test")
                .contains("Original-Recipient: rfc822;o@x.test", "Action: delivered", "message/global");
        assertThat(delivered()).contains(" with UTF8SMTPS id ");
    }

    @Test
    void asClientHandsOverASenderBeyondAscii() throws IOException {
        try (SmtpClient client = toExim()) {
            hands(client, "<" + BOOKS + "@relay.test> SMTPUTF8", "<user@local.test>", 1);
        }
        assertThat(delivered())
                .startsWith("Return-Path: <" + BOOKS + "@relay.test>\n")
                .contains(" with UTF8SMTPS id ");
    }

    @Test
    void asNextHopReportsWhatWeLeaveToIt() throws IOException {
        sink.offers("SMTPUTF8");
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            hands(
                    client,
                    "<user@local.test> SMTPUTF8 RET=HDRS ENVID=" + marker,
                    "<" + BOOKS + "@relay.test> NOTIFY=SUCCESS ORCPT=rfc822;o@x.test",
                    3);
        }
        assertThat(sink.await("body-" + marker).recipients()).containsExactly(BOOKS + "@relay.test");
        // Exim's report, which comes back by SMTP; ours would name local.test
        assertThat(pabal.mailbox().await("Original-Envelope-ID: " + marker))
                .contains("Reporting-MTA: dns; exim.test", "Original-Recipient: rfc822;o@x.test");
        pabal.admin().awaitEmptyQueue();
    }

    @Test
    void asNextHopGetsNoBinaryMessage() throws IOException {
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            hands(client, "<user@local.test> BODY=BINARYMIME", "<friend@relay.test>", 1);
        }
        // it takes chunks and offers no BINARYMIME
        assertThat(pabal.mailbox().await("again-" + marker)).contains("<friend@relay.test>:", "(#5.6.3)");
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void takesABounceToASenderBeyondAscii() throws IOException {
        sink.offers("SMTPUTF8");
        sink.answersRecipients(path -> path.startsWith("gone") ? "550 5.1.1 gone" : "250 2.1.5 ok");
        pabal.admin().sets("/control/smtproutes", sink.routeOf("elsewhere.test") + exim.routeOf("relay.test"));
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            hands(client, "<" + BOOKS + "@relay.test> SMTPUTF8", "<gone@elsewhere.test>", 1);
        }
        Sink.Received bounce = sink.await("again-" + marker);
        assertThat(bounce.sender()).isEmpty();
        assertThat(bounce.recipients()).containsExactly(BOOKS + "@relay.test");
        assertThat(bounce.content()).contains("<gone@elsewhere.test>:", "Action: failed");
    }
}
