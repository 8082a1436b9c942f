package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.connector.outbound.Mailing.PATIENT;
import static org.pabal.connector.outbound.Mailing.message;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.smtp.client.KeptDialogue;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.OutboundMessage;

/** What whoever listens to a delivery hears. */
class ListeningTest {
    private final SmtpSender sender = Mailing.sender(ReuseLimits.DEFAULT);
    private final KeptDialogue dialogue = new KeptDialogue();

    @AfterEach
    void stop() {
        sender.close();
    }

    private String heard(Hop hop) {
        String place = "127.0.0.1:" + hop.port();
        return dialogue.lines().stream()
                .map(line -> line.kind() + " " + line.text().replace(place, "PLACE"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void isTheWholeDialogueWithTheSizeOfTheContent() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.greet()
                    .hearAll("MAIL FROM:<s@local.test> SIZE=4", "RCPT TO:<a@ext.test>", "DATA")
                    .say("250 ok", "250 ok", "354 go");
            client.hearContent();
            client.say("450-not", "450 now").quit();
        })) {
            sender.deliver(message("hi\n", "a@ext.test"), new NextHops(List.of(host.hop())), PATIENT, dialogue);

            assertThat(heard(host.hop()))
                    .startsWith("CONNECTING PLACE\nCONNECTED PLACE\nHEARD 220 ")
                    .contains("\nSAID EHLO mx.local.test\n", """

                            SAID MAIL FROM:<s@local.test> SIZE=4
                            SAID RCPT TO:<a@ext.test>
                            SAID DATA
                            HEARD 250 ok
                            HEARD 250 ok
                            HEARD 354 go
                            CONTENT 3
                            HEARD 450-not
                            HEARD 450 now""");
            sender.close();
        }
    }

    @Test
    void saysWhyThereIsNoConnection() throws IOException {
        Hop nobody = Mailing.nobody();

        sender.deliver(message("hi\n", "a@ext.test"), new NextHops(List.of(nobody)), PATIENT, dialogue);

        assertThat(heard(nobody)).startsWith("CONNECTING PLACE\nTROUBLE no connection: ");
    }

    @Test
    void aProbeGoesOverASessionOfItsOwnAndLeavesBeforeAnyContent() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.greet()
                    .hearAll("MAIL FROM:<> SIZE=0", "RCPT TO:<a@ext.test>")
                    .say("250 ok", "550 nobody")
                    .quit();
        })) {
            List<DeliveryOutcome> outcomes = sender.deliver(
                    OutboundMessage.probe(ReversePath.NULL, EmailAddress.require("a@ext.test")),
                    new NextHops(List.of(host.hop())),
                    PATIENT,
                    dialogue);

            assertThat(outcomes).singleElement().isInstanceOf(DeliveryOutcome.Failed.class);
            assertThat(heard(host.hop())).endsWith("HEARD 550 nobody").doesNotContain("DATA");
        }
    }
}
