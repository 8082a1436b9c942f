package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.AddressPattern;
import org.pabal.core.smtp.Authentication;
import org.pabal.core.trace.TraceEvent;
import org.pabal.core.trace.TraceEvent.Kind;
import org.pabal.core.trace.TraceFilter;
import org.pabal.core.trace.Watch;

/** What watchers see of sessions on sockets. */
class TraceSessionsTest extends ListenerTestCase {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Watch watch(TraceFilter filter) {
        return application.traces.watch(filter).orElseThrow();
    }

    /** @return kind and text of each line up to the end of a session */
    private static List<String> untilClosed(Watch watch) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (true) {
            TraceEvent.Line line =
                    (TraceEvent.Line) watch.next(PATIENCE).orElseThrow(() -> new AssertionError("only: " + lines));
            lines.add((line.kind() + " " + line.text()).strip());
            if (line.kind() == Kind.CLOSED) {
                return lines;
            }
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTransactionWithoutItsContent() throws ResourceException, IOException, InterruptedException {
        Watch watch = watch(TraceFilter.ALL);
        try (Client client = Client.greeted(activate())) {
            client.inData()
                    .says("Subject: secret\r\n\r\nsecret\r\n.\r\n")
                    .hears("250")
                    .says("RSET\u0007", "502")
                    .says("QUIT", "221");
        }

        assertThat(untilClosed(watch))
                .startsWith("OPENED", "SERVER 220 mx.local.test ESMTP", "CLIENT EHLO client.test")
                .endsWith(
                        "CLIENT MAIL FROM:<s@ext.test>",
                        "SERVER 250 2.1.0 ok",
                        "CLIENT RCPT TO:<user@local.test>",
                        "SERVER 250 2.1.5 ok",
                        "CLIENT DATA",
                        "SERVER 354 go ahead",
                        "CONTENT 27",
                        "SERVER 250 2.0.0 ok",
                        "CLIENT ****",
                        "SERVER 502 5.5.1 unimplemented",
                        "CLIENT QUIT",
                        "SERVER 221 2.0.0 mx.local.test",
                        "CLOSED quit");
    }

    @Test
    void loginsWithoutTheirSecretsWhicheverWayTheyGo() throws ResourceException, IOException, InterruptedException {
        application.authentication = new Authentication.Offered(true);
        Watch watch = watch(TraceFilter.ALL);
        try (Client client = Client.greeted(activate())) {
            client.says("AUTH PLAIN " + base64("\0ada\0wrong"), "535")
                    .says("AUTH LOGIN", "334")
                    .says(base64("ada"), "334")
                    .says(base64("wrong"), "535")
                    .says("AUTH LOGIN " + base64("ada"), "334")
                    .says("*", "501")
                    .says("AUTH XOAUTH2 " + base64("ada"), "504")
                    .says(base64("wrong"), "502")
                    .says("AUTH SCRAM-SHA-256", "334")
                    .says(base64("n,,n=ada,r=nonce"), "334")
                    .says(base64("c=biws,r=other,p=proof"), "5")
                    .says("AUTH PLAIN", "334")
                    .says(base64("\0ada\0" + TestApplication.PASSWORD), "235")
                    .says("QUIT", "221");
        }

        List<String> lines = untilClosed(watch);
        assertThat(lines)
                .contains("CLIENT AUTH PLAIN ****", "CLIENT AUTH PLAIN", "CLIENT AUTH LOGIN", "CLIENT AUTH LOGIN ****")
                .contains("CLIENT AUTH SCRAM-SHA-256", "CLIENT AUTH XOAUTH2 ****")
                .filteredOn(line -> line.equals("CLIENT ****"))
                .hasSize(7);
        assertThat(lines).filteredOn(line -> line.startsWith("SERVER 334")).containsOnly("SERVER 334 ****");
        assertThat(String.join("\n", lines))
                .doesNotContain(base64("ada"), base64("wrong"), "==", "VXNlcm5hbWU6", "nonce");
    }

    @Test
    void aRefusedRecipientFromTheStartOfItsSession() throws ResourceException, IOException, InterruptedException {
        Watch watch = watch(
                new TraceFilter(client -> true, Optional.empty(), Optional.of(AddressPattern.require("@far.test"))));
        try (Client client = Client.greeted(activate())) {
            client.says("MAIL FROM:<s@ext.test>", "250")
                    .says("RCPT TO:<user@far.test>", "553")
                    .says("QUIT", "221");
        }

        assertThat(untilClosed(watch))
                .startsWith("OPENED", "SERVER 220 mx.local.test ESMTP", "CLIENT EHLO client.test")
                .contains("CLIENT RCPT TO:<user@far.test>", "SERVER 553 5.7.1 no relaying");
    }

    @Test
    void chunksLinesThatAreNoneAndPeersThatAreTurnedAway() throws Exception {
        Watch watch = watch(TraceFilter.ALL);
        int port = activate();
        try (Client client = Client.greeted(port)) {
            client.says("MAIL FROM:<>", "250")
                    .says("RCPT TO:<user@local.test>", "250")
                    .says("BDAT 4 LAST\r\nab\r\n")
                    .hears("250")
                    .says("BDAT 3\r\nabc")
                    .hears("503")
                    .says("x".repeat(2000), "500")
                    .says("NOOP\n")
                    .hears("500")
                    .hearsNothingMore();
        }
        assertThat(untilClosed(watch))
                .containsSubsequence("CLIENT BDAT 4 LAST", "CONTENT 4", "CLIENT BDAT 3", "CONTENT 3")
                .containsSubsequence(
                        "CLIENT (a line too long)", "CLIENT (a bare CR, a bare LF or a NUL)", "CLOSED hung up");

        application.behaviour = TestApplication.Behaviour.REFUSES;
        try (Client client = new Client(port)) {
            client.hears("554").hearsNothingMore();
        }
        assertThat(untilClosed(watch)).containsExactly("OPENED", "SERVER 554 5.7.1 not you", "CLOSED turned away");
    }

    @Test
    void aSessionUnderTlsAndOneOnBehalfOfAnother() throws Exception {
        spec.setTls("starttls");
        spec.setHome("target/trace-home");
        spec.setXclientFrom("127.0.0.1");
        Watch watch = watch(TraceFilter.ALL);
        try (Client client = Client.greeted(activate())) {
            client.startsTls("TLSv1.3")
                    .says("XCLIENT ADDR=192.0.2.1 LOGIN=ada", "220")
                    .says("QUIT", "221");
        }

        assertThat(untilClosed(watch))
                .contains("CLIENT STARTTLS")
                .anyMatch(line -> line.startsWith("TLS TLSv1.3 TLS_"))
                .endsWith("CLIENT XCLIENT ADDR=192.0.2.1 LOGIN=****", "CLOSED quit");
        assertThat(watch.next(PATIENCE))
                .get()
                .extracting(
                        event -> ((TraceEvent.Line) event).session().address().getHostAddress())
                .isEqualTo("192.0.2.1");
        assertThat(untilClosed(watch)).contains("SERVER 220 mx.local.test ESMTP", "CLIENT QUIT");
    }

    @Test
    void aHandshakeThatFails() throws Exception {
        spec.setTls("starttls");
        spec.setHome("target/trace-home");
        Watch watch = watch(TraceFilter.ALL);
        try (Client client = Client.greeted(activate())) {
            client.says("STARTTLS", "220").says("MAIL FROM:<>\r\n").rest();
        }

        assertThat(untilClosed(watch)).anyMatch(line -> line.startsWith("TLS failed: "));
    }

    @Test
    void messagesOfQmtpByTheirEnvelopes() throws Exception {
        spec.setProtocol("qmtp");
        Watch watch = watch(new TraceFilter(
                client -> true, Optional.empty(), Optional.of(AddressPattern.require("user@local.test"))));
        try (Client client = new Client(activate())) {
            client.says("7:\nsecret,10:s@ext.test,36:15:user@local.test,13:user@far.test,,")
                    .hearsOctets("3:Kok,");
        }

        assertThat(untilClosed(watch))
                .startsWith("OPENED", "CONTENT 6", "CLIENT sender <s@ext.test>", "CLIENT recipient <user@local.test>")
                .contains("CLIENT recipient <user@far.test>", "SERVER 3:Kok,");
    }
}
