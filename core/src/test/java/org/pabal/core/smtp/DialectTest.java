package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    private final SmtpSession session = new SmtpSession(Dialogue.terms(Optional.empty(), 0, false), Dialect.LMTP);

    private Step says(State state, String line) {
        byte[] octets = Wire.octets("x" + line);
        return session.on(state, Dialect.LMTP.parse(octets, 1, octets.length - 1));
    }

    private State after(State state, String line) {
        return switch (says(state, line)) {
            case Step.Reply reply -> reply.next();
            case Step.AskSender question -> ((Step.Reply) session.decided(question, Decision.ACCEPT)).next();
            case Step.AskRecipient question -> ((Step.Reply) session.decided(question, Decision.ACCEPT)).next();
            default -> throw new AssertionError(line);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "LHLO client.test, 250-mx.local.test",
        "lhlo client.test, 250-mx.local.test",
        "LHLO, 250-mx.local.test",
        "LHLOx client.test, 502 5.5.1",
        "LHL, 502 5.5.1",
        "EHLO client.test, 500 5.5.1 this is LMTP",
        "HELO client.test, 500 5.5.1 this is LMTP",
        "NOOP, 250 2.0.0",
    })
    void inLmtpOneSaysLhlo(String line, String reply) {
        // M155
        assertThat(((Step.Reply) says(State.CONNECTED, line)).reply().wire()).startsWith(reply);
    }

    @Test
    void lhloIsNothingInSmtp() {
        Dialogue.ofStranger().says("LHLO client.test").hears("502");
    }

    @Test
    void eachAcceptedRecipientHasItsVerdict() {
        State state = after(State.CONNECTED, "MAIL FROM:<>");
        state = after(state, "RCPT TO:<user@local.test>");
        state = after(state, "RCPT TO:<user@local.test>");
        Step.Receive receive = (Step.Receive) says(state, "DATA");

        assertThat(Dialect.LMTP.verdicts(receive.envelope())).isEqualTo(2);
        assertThat(Dialect.SMTP.verdicts(receive.envelope())).isEqualTo(1);
    }

    @Test
    void withoutAnAcceptedRecipientDataIsOutOfOrder() {
        // M156
        State state = after(State.CONNECTED, "MAIL FROM:<>");
        Step.AskRecipient question = (Step.AskRecipient) says(state, "RCPT TO:<user@ext.test>");
        for (Decision no : List.of(
                new Decision.Reject(SmtpReply.of(550, "5.1.1", "no")),
                new Decision.TryLater(SmtpReply.of(450, "4.2.1", "not now")))) {
            State refused = ((Step.Reply) session.decided(question, no)).next();

            assertThat(((Step.Reply) says(refused, "DATA")).reply().wire()).startsWith("503 5.5.1");
        }
    }

    @Test
    void theGreetingNamesTheProtocol() {
        SessionTerms terms = Dialogue.terms(Optional.empty(), 0, false);

        assertThat(Dialect.LMTP.greeting(terms).wire()).isEqualTo("220 mx.local.test welcome LMTP\r\n");
        assertThat(Dialect.SMTP.greeting(terms).wire()).isEqualTo("220 mx.local.test welcome ESMTP\r\n");
    }
}
