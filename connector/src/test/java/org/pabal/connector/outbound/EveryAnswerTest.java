package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.connector.outbound.Mailing.PATIENT;
import static org.pabal.connector.outbound.Mailing.message;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.connector.outbound.ScriptedHost.Peer;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.queue.DeliveryOutcome.Failed;
import org.pabal.core.smtp.client.NextHops;

/**
 * Every class of answer at every step of a dialogue about two recipients, over sockets: K, Z or D as qmail-rspawn would say of
 * each, and the report that qmail-remote has for it.
 */
class EveryAnswerTest {
    private final SmtpSender sender = Mailing.sender(ReuseLimits.DEFAULT);

    @AfterEach
    void stop() {
        sender.close();
    }

    /** Steps of the dialogue, with what the host is told there and what it says if all is well. */
    enum Step {
        GREETING("", "220 hi"),
        EHLO("EHLO mx.local.test", "250 peer.test"),
        MAIL("MAIL FROM:<s@local.test>", "250 ok"),
        FIRST("RCPT TO:<a@ext.test>", "250 ok"),
        SECOND("RCPT TO:<b@ext.test>", "250 ok"),
        DATA("DATA", "354 go"),
        DOT(".", "250 ok 7"),
        QUIT("QUIT", "221 bye");

        private final String told;
        private final String well;

        Step(String told, String well) {
            this.told = told;
            this.well = well;
        }

        void await(Peer client) throws IOException {
            if (this == DOT) {
                client.hearContent();
            } else if (this != GREETING) {
                client.hear(told);
            }
        }
    }

    /** Words of the table for what is too long to stand in it. */
    private static String octets(String answer) {
        return switch (answer) {
            case "LONG LINE" -> "550 " + "x".repeat(9_000) + "\r\n";
            case "MANY LINES" -> "550-x\r\n".repeat(99) + "550 x\r\n";
            case "TOO MANY LINES" -> "550-x\r\n".repeat(101) + "550 x\r\n";
            case "BROKEN LINES" -> "250-ok\r\n550 no\r\n";
            case "EMPTY" -> "\r\n";
            default -> answer + "\r\n";
        };
    }

    private static void play(Peer client, Step odd, String answer) throws IOException {
        for (Step step : Step.values()) {
            step.await(client);
            if (step == odd) {
                if (!answer.equals("NOTHING")) {
                    client.raw(octets(answer));
                    client.partsWithoutMail();
                }
                return;
            }
            client.say(step.well);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GREETING | 250 hi         | ZZ | Connected to 127.0.0.1 but greeting failed.
            GREETING | 354 hi         | ZZ | Connected to 127.0.0.1 but greeting failed.
            GREETING | 450 later      | ZZ | Connected to 127.0.0.1 but greeting failed.
            GREETING | 421 later      | ZZ | Connected to 127.0.0.1 but greeting failed.
            GREETING | 554 never      | ZZ | Connected to 127.0.0.1 but greeting failed.
            GREETING | SSH-2.0-x      | ZZ | Connected to 127.0.0.1 but greeting failed.
            GREETING | EMPTY          | ZZ | Connected to 127.0.0.1 but greeting failed.
            GREETING | LONG LINE      | ZZ | Connected to 127.0.0.1 but greeting failed.
            GREETING | BROKEN LINES   | ZZ | Connected to 127.0.0.1 but greeting failed.
            GREETING | NOTHING        | ZZ | Connected to 127.0.0.1 but connection died. (#4.4.2)
            EHLO     | 220 hm         | ZZ | Connected to 127.0.0.1 but my name was rejected.
            EHLO     | 354 hm         | ZZ | Connected to 127.0.0.1 but my name was rejected.
            EHLO     | 450 later      | ZZ | Connected to 127.0.0.1 but my name was rejected.
            EHLO     | 421 later      | ZZ | Connected to 127.0.0.1 but my name was rejected.
            EHLO     | nonsense       | ZZ | Connected to 127.0.0.1 but my name was rejected.
            EHLO     | BROKEN LINES   | ZZ | Connected to 127.0.0.1 but my name was rejected.
            EHLO     | NOTHING        | ZZ | Connected to 127.0.0.1 but connection died. (#4.4.2)
            MAIL     | 354 hm         | ZZ | Connected to 127.0.0.1 but sender was rejected.
            MAIL     | 450 later      | ZZ | Connected to 127.0.0.1 but sender was rejected.
            MAIL     | 421 later      | ZZ | Connected to 127.0.0.1 but sender was rejected.
            MAIL     | 550 never      | DD | Connected to 127.0.0.1 but sender was rejected.
            MAIL     | LONG LINE      | DD | Connected to 127.0.0.1 but sender was rejected.
            MAIL     | MANY LINES     | DD | Connected to 127.0.0.1 but sender was rejected.
            MAIL     | TOO MANY LINES | ZZ | Connected to 127.0.0.1 but sender was rejected.
            MAIL     | nonsense       | ZZ | Connected to 127.0.0.1 but sender was rejected.
            MAIL     | BROKEN LINES   | ZZ | Connected to 127.0.0.1 but sender was rejected.
            MAIL     | NOTHING        | ZZ | Connected to 127.0.0.1 but connection died. (#4.4.2)
            FIRST    | 421 later      | ZZ | 127.0.0.1 does not like recipient.
            FIRST    | nonsense       | ZZ | 127.0.0.1 does not like recipient.
            FIRST    | NOTHING        | ZZ | Connected to 127.0.0.1 but connection died. (#4.4.2)
            SECOND   | 421 later      | ZZ | Connected to 127.0.0.1 but connection died. (#4.4.2)
            SECOND   | BROKEN LINES   | ZZ | Connected to 127.0.0.1 but connection died. (#4.4.2)
            SECOND   | NOTHING        | ZZ | Connected to 127.0.0.1 but connection died. (#4.4.2)
            DATA     | 250 ok         | ZZ | 127.0.0.1 failed on DATA command.
            DATA     | 450 later      | ZZ | 127.0.0.1 failed on DATA command.
            DATA     | 421 later      | ZZ | 127.0.0.1 failed on DATA command.
            DATA     | 554 never      | DD | 127.0.0.1 failed on DATA command.
            DATA     | LONG LINE      | DD | 127.0.0.1 failed on DATA command.
            DATA     | nonsense       | ZZ | 127.0.0.1 failed on DATA command.
            DATA     | EMPTY          | ZZ | 127.0.0.1 failed on DATA command.
            DATA     | NOTHING        | ZZ | Connected to 127.0.0.1 but connection died. (#4.4.2)
            DOT      | 200 hm         | KK | 127.0.0.1 accepted message.
            DOT      | 354 again      | ZZ | 127.0.0.1 failed after I sent the message.
            DOT      | 451 later      | ZZ | 127.0.0.1 failed after I sent the message.
            DOT      | 421 later      | ZZ | 127.0.0.1 failed after I sent the message.
            DOT      | 554 never      | DD | 127.0.0.1 failed after I sent the message.
            DOT      | LONG LINE      | DD | 127.0.0.1 failed after I sent the message.
            DOT      | TOO MANY LINES | ZZ | 127.0.0.1 failed after I sent the message.
            DOT      | nonsense       | ZZ | 127.0.0.1 failed after I sent the message.
            DOT      | BROKEN LINES   | ZZ | 127.0.0.1 failed after I sent the message.
            DOT      | NOTHING        | ZZ | Connected to 127.0.0.1 but connection died. Possible duplicate! (#4.4.2)
            QUIT     | 421 later      | KK | 127.0.0.1 accepted message.
            QUIT     | 500 what       | KK | 127.0.0.1 accepted message.
            QUIT     | nonsense       | KK | 127.0.0.1 accepted message.
            QUIT     | NOTHING        | KK | 127.0.0.1 accepted message.
            """)
    void meansWhatItMeansInQmail(Step step, String answer, String letters, String report) throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> play(client, step, answer))) {
            List<DeliveryOutcome> outcomes = sender.deliver(
                    message("hi\n", "a@ext.test", "b@ext.test"), new NextHops(List.of(host.hop())), PATIENT);

            assertThat(letters(outcomes)).isEqualTo(letters);
            assertThat(outcomes.getFirst().text()).startsWith(report + "\n").matches("[\\n -~]+");
            assertThat(outcomes.getFirst().text()).hasSizeLessThan(5_200);
            sender.close();
        }
    }

    /** A refused recipient is its own trouble, whatever the class of the answer: the other one gets the mail. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FIRST    | 354 hm         | ZK
            FIRST    | 450 later      | ZK
            FIRST    | 550 never      | DK
            FIRST    | LONG LINE      | DK
            FIRST    | MANY LINES     | DK
            SECOND   | 450 later      | KZ
            SECOND   | 552 never      | KD
            """)
    void ofARecipientIsForThatOneAlone(Step step, String answer, String letters) throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            for (Step each : Step.values()) {
                each.await(client);
                client.raw(each == step ? octets(answer) : each.well + "\r\n");
            }
        })) {
            List<DeliveryOutcome> outcomes = sender.deliver(
                    message("hi\n", "a@ext.test", "b@ext.test"), new NextHops(List.of(host.hop())), PATIENT);

            assertThat(letters(outcomes)).isEqualTo(letters);
            assertThat(outcomes.get(step == Step.FIRST ? 0 : 1).text())
                    .startsWith("127.0.0.1 does not like recipient.\nRemote host said: "
                            + octets(answer).substring(0, 5))
                    .endsWith("Giving up on 127.0.0.1.\n");
            sender.close();
        }
    }

    /** A host that knows no EHLO is asked by HELO, and nothing it says then is final. */
    @ParameterizedTest
    @CsvSource({"550 never", "450 later", "421 later", "354 hm", "nonsense", "NOTHING"})
    void toHeloIsADeferral(String answer) throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.say("220 hi").hear("EHLO mx.local.test").say("502 what").hear("HELO mx.local.test");
            if (!answer.equals("NOTHING")) {
                client.raw(octets(answer)).partsWithoutMail();
            }
        })) {
            List<DeliveryOutcome> outcomes = Mailing.deliver(sender, PATIENT, host.hop());

            assertThat(letters(outcomes)).isEqualTo("Z");
            assertThat(outcomes.getFirst().text())
                    .startsWith(
                            answer.equals("NOTHING")
                                    ? "Connected to 127.0.0.1 but connection died. (#4.4.2)\n"
                                    : "Connected to 127.0.0.1 but my name was rejected.\n");
        }
    }

    private static String letters(List<DeliveryOutcome> outcomes) {
        StringBuilder letters = new StringBuilder();
        for (DeliveryOutcome outcome : outcomes) {
            letters.append(
                    switch (outcome) {
                        case Delivered delivered -> 'K';
                        case Deferred deferred -> 'Z';
                        case Failed failed -> 'D';
                    });
        }
        return letters.toString();
    }
}
