package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Extensions with somebody else's server on the other side. */
@OnSharedPabal
class PostfixIT {
    private static final String BOOKS =
            new String("b\u00fccher".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    private final Pabal pabal;
    private final Sink sink;
    private final Postfix postfix;
    private final String marker = Marker.fresh();

    PostfixIT(Pabal pabal) throws IOException {
        this.pabal = pabal;
        this.sink = Sink.start();
        this.postfix = Postfix.start(
                pabal.home().resolve("tls"), "relay.test=" + sink.port(), "local.test=" + pabal.smtpPort());
    }

    @BeforeEach
    void route() throws IOException {
        pabal.admin().sets("/control/smtproutes", postfix.routeOf("relay.test"));
    }

    @AfterEach
    void close() throws IOException {
        pabal.admin().unsets("/control/smtproutes");
        pabal.admin().unsets("/control/tlspolicy");
        postfix.close();
        sink.close();
    }

    private void hands(SmtpClient client, String mail, String recipient) throws IOException {
        client.says("MAIL FROM:" + mail).hears("250");
        client.says("RCPT TO:" + recipient).hears("250");
        client.says("DATA").hears("354");
        client.sendsContent(
                        ("Subject: " + BOOKS + "\r\n\r\nbody-" + marker + "\r\n").getBytes(StandardCharsets.ISO_8859_1))
                .hears("250");
    }

    private SmtpClient toPostfix() throws IOException {
        SmtpClient client = SmtpClient.connect(Pabal.RELAY_CLIENT, postfix.port());
        assertThat(client.says("EHLO client.test").text()).contains("DSN", "SMTPUTF8", "CHUNKING");
        return client;
    }

    @Test
    void asNextHopReportsWhatWeLeaveToIt() throws IOException {
        sink.offers("SMTPUTF8");
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            hands(
                    client,
                    "<user@local.test> SMTPUTF8 RET=HDRS ENVID=" + marker,
                    "<" + BOOKS + "@relay.test> NOTIFY=SUCCESS ORCPT=rfc822;o+2Bo@x.test");
        }
        assertThat(sink.await("body-" + marker).recipients()).containsExactly(BOOKS + "@relay.test");
        // Postfix's report, which comes back by SMTP; ours would name local.test
        assertThat(pabal.mailbox().await("Original-Envelope-Id: " + marker))
                .contains(
                        "Reporting-MTA: dns; postfix.test", "Original-Recipient: rfc822;o+o@x.test", "Action: relayed");
        pabal.admin().awaitEmptyQueue();
    }

    @Test
    void asClientLeavesTheReportToUs() throws IOException {
        try (SmtpClient client = toPostfix()) {
            hands(
                    client,
                    "<user@local.test> SMTPUTF8 ENVID=" + marker,
                    "<user@local.test> NOTIFY=SUCCESS ORCPT=rfc822;o@x.test");
        }
        assertThat(pabal.mailbox().await("Original-Envelope-Id: " + marker))
                .doesNotContain("Reporting-MTA: dns; postfix.test")
                .contains("Original-Recipient: rfc822;o@x.test", "Action: delivered", "message/global");
        pabal.mailbox().await("body-" + marker);
    }

    @Test
    void asClientHandsOverASenderBeyondAscii() throws IOException {
        try (SmtpClient client = toPostfix()) {
            hands(client, "<" + BOOKS + "@relay.test> SMTPUTF8", "<user@local.test>");
        }
        assertThat(pabal.mailbox().await("body-" + marker))
                .startsWith("Return-Path: <" + BOOKS + "@relay.test>\n")
                .contains(" with UTF8SMTP id ");
    }

    @Test
    void takesABounceToASenderBeyondAscii() throws IOException {
        sink.offers("SMTPUTF8");
        sink.answersRecipients(path -> path.startsWith("gone") ? "550 5.1.1 gone" : "250 2.1.5 ok");
        pabal.admin().sets("/control/smtproutes", sink.routeOf("elsewhere.test") + postfix.routeOf("relay.test"));
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            client.says("MAIL FROM:<" + BOOKS + "@relay.test> SMTPUTF8").hears("250");
            client.says("RCPT TO:<gone@elsewhere.test>").hears("250");
            client.says("DATA").hears("354");
            client.sendsContent(("Subject: again-" + marker + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII))
                    .hears("250");
        }
        Sink.Received bounce = sink.await("again-" + marker);
        assertThat(bounce.sender()).isEmpty();
        assertThat(bounce.recipients()).containsExactly(BOOKS + "@relay.test");
        assertThat(bounce.content()).contains("<gone@elsewhere.test>:", "Action: failed");
    }

    @Test
    void asClientSendsOnWhatItTookInChunks() throws IOException {
        String content = "Subject: chunks\r\n\r\nbody-" + marker + "\r\n.\r\n..two\r\n";
        int cut = content.indexOf(".\r\n") + 1;
        try (SmtpClient client = toPostfix()) {
            client.says("MAIL FROM:<user@local.test> BODY=8BITMIME").hears("250");
            client.says("RCPT TO:<user@local.test>").hears("250");
            client.send("BDAT " + cut + "\r\n" + content.substring(0, cut));
            client.reply().hears("250");
            client.send("BDAT " + (content.length() - cut) + " LAST\r\n" + content.substring(cut));
            client.reply().hears("250");
        }
        assertThat(pabal.mailbox().await("body-" + marker)).endsWith("\nbody-" + marker + "\n.\n..two\n");
    }

    /** Postfix writes down under what it took a message; our certificate is for the server's name, which is no name of it. */
    @Test
    void asNextHopIsSpokenToUnderTls() throws IOException {
        pabal.admin().sets("/control/tlspolicy", "relay.test:encrypt\n");
        pabal.accepts("user@local.test", "friend@relay.test", Marker.message(marker));
        assertThat(sink.await(marker).content()).contains("(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384");

        pabal.admin().sets("/control/tlspolicy", "relay.test:verify\n");
        pabal.accepts("user@local.test", "strict-" + marker + "@relay.test", Marker.message(marker));
        pabal.admin().awaitDeferral("strict-" + marker + "@relay.test");
        assertThat(pabal.admin()
                        .get("/queue/messages?recipient=strict-" + marker + "@relay.test")
                        .body())
                .contains("TLS failed: its certificate is not by an authority that we know. (#4.7.5)");

        pabal.admin().sets("/control/tlspolicy", "relay.test:none\n");
        pabal.admin().flushes();
        pabal.admin().awaitEmptyQueue();
        // Postfix has it now, and sends it on in its own time
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(sink.received())
                        .filteredOn(received -> received.recipients().contains("strict-" + marker + "@relay.test"))
                        .singleElement()
                        .satisfies(received -> assertThat(received.content()).doesNotContain("using TLS")));
    }

    @Test
    void asNextHopTakesWhatWeTookInChunks() throws IOException {
        String content = "Subject: chunks\r\n\r\nbody-" + marker + "\r\n.\r\n..two\r\n";
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            client.says("MAIL FROM:<user@local.test> BODY=8BITMIME").hears("250");
            client.says("RCPT TO:<friend@relay.test>").hears("250");
            client.send("BDAT " + content.length() + " LAST\r\n" + content);
            client.reply().hears("250");
        }
        assertThat(sink.await("body-" + marker).content()).endsWith(content.substring(content.indexOf("body-")));
    }

    @Test
    void asNextHopGetsNoBinaryMessage() throws IOException {
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            client.says("MAIL FROM:<user@local.test> BODY=BINARYMIME").hears("250");
            client.says("RCPT TO:<friend@relay.test>").hears("250");
            String content = "Subject: again-" + marker + "\r\n\r\n\0";
            client.send("BDAT " + content.length() + " LAST\r\n" + content);
            client.reply().hears("250");
        }
        // it takes chunks and offers no BINARYMIME
        assertThat(pabal.mailbox().await("again-" + marker)).contains("<friend@relay.test>:", "(#5.6.3)");
        assertThat(sink.received()).isEmpty();
    }
}
