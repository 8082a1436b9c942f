package org.pabal.core.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.queue.Envelope;

/** Whole sessions: every command has an answer, and a stranger's mail goes to our domain and to few, whatever was said before. */
class SessionFuzzTest {
    private static final SmtpReply QUEUED = SmtpReply.of(250, "2.0.0", "ok");
    private static final int MAX_RECIPIENTS = 3;

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "EHLO a\nMAIL FROM:<a@b.test>\nRCPT TO:<u@local.test>\nDATA\nQUIT",
                "HELO a\nMAIL FROM:<>\nRCPT TO:<u@ext.test>\nRCPT TO:<u@local.test>\nRSET\nDATA",
                "EHLO a\nMAIL FROM:<a@b.test> BODY=BINARYMIME\nRCPT TO:<u@local.test>\nBDAT 3\nBDAT 0 LAST\nNOOP",
                "STARTTLS\nEHLO a\nAUTH PLAIN =\nVRFY u\nHELP\nXCLIENT NAME=a");
    }

    @MethodSource("seeds")
    @FuzzTest
    void answersEverythingAndRelaysNothing(byte[] input) {
        Dialogue client = Dialogue.ofStranger(new Tls.Offered());
        for (String line : Fuzz.text(input).replace("\r", "").replace("\0", "").split("\n", -1)) {
            if (client.isOver()) {
                break;
            }
            client.says(line);
            if (client.isReceiving()) {
                client.sendsContent(QUEUED);
            } else if (client.isReceivingChunk()) {
                client.sendsChunk(QUEUED);
            }
            Fuzz.holds(client.heard().endsWith("\r\n"), "an answer of whole lines");
        }
        client.envelopes().forEach(SessionFuzzTest::isForUs);
    }

    private static void isForUs(Envelope envelope) {
        Fuzz.holds(envelope.recipients().size() <= MAX_RECIPIENTS, "few recipients");
        List<String> ours = List.of("local.test", "mx.local.test");
        Fuzz.holds(
                envelope.recipients().stream()
                        .allMatch(to -> ours.contains(to.domain().key())),
                "recipients of ours");
    }
}
