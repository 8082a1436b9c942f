package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.connector.outbound.Mailing.ACCEPTED;
import static org.pabal.connector.outbound.Mailing.PATIENT;
import static org.pabal.connector.outbound.Mailing.deliver;
import static org.pabal.connector.outbound.Mailing.message;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pabal.connector.outbound.ScriptedHost.Script;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.queue.DeliveryOutcome.Failed;
import org.pabal.core.smtp.client.NextHops;

class SmtpSenderTest {
    private final SmtpSender sender = Mailing.sender(ReuseLimits.DEFAULT);

    @AfterEach
    void stop() {
        sender.close();
    }

    @Test
    void goesInThreeGroupsWherePipeliningIsOffered() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.greet()
                    .hearAll("MAIL FROM:<s@local.test> SIZE=12", "RCPT TO:<a@ext.test>", "RCPT TO:<b@ext.test>", "DATA")
                    .say("250 ok", "250 ok", "550 no b", "354 go");
            assertThat(client.hearContent()).isEqualTo("a\r\n..\r\n..b\r\n\r\n.\r\n");
            client.say("250 ok 7").quit();
        })) {
            assertThat(sender.deliver(
                            message("a\n.\n.b\n\n", "a@ext.test", "b@ext.test"),
                            new NextHops(List.of(host.hop())),
                            PATIENT))
                    .containsExactly(ACCEPTED, new Failed("""
                    127.0.0.1 does not like recipient.
                    Remote host said: 550 no b
                    Giving up on 127.0.0.1.
                    """));
            sender.close();
        }
    }

    @Test
    void goesStepByStepToAnOldHost() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.say("220-old", "220 host")
                    .hear("EHLO mx.local.test")
                    .say("500 what?")
                    .hear("HELO mx.local.test")
                    .say("250 host")
                    .hear("MAIL FROM:<s@local.test>")
                    .say("250 ok")
                    .hear("RCPT TO:<a@ext.test>")
                    .say("250 ok")
                    .hear("DATA")
                    .say("354 go");
            assertThat(client.hearContent()).isEqualTo("hi\r\n.\r\n");
            client.say("250-ok", "250 7").quit();
        })) {
            assertThat(deliver(sender, PATIENT, host.hop()))
                    .containsExactly(new Delivered("127.0.0.1 accepted message.\nRemote host said: 250-ok\n250 7\n"));
            sender.close();
        }
    }

    @Test
    void repliesMayComeOctetByOctet() throws IOException {
        Script slow = client -> {
            for (String piece : "220 a\r\n".split("", -1)) {
                client.raw(piece);
            }
            client.hear("EHLO mx.local.test");
            for (String piece : "250-peer\r\n250-pipelining\r\n250 size\r\n".split("", -1)) {
                client.raw(piece);
            }
            client.hearAll("MAIL FROM:<s@local.test> SIZE=4", "RCPT TO:<a@ext.test>", "DATA");
            for (String piece : "250 ok\r\n250-o\r\n250 k\r\n354 go\r\n".split("", -1)) {
                client.raw(piece);
            }
            client.hearContent();
            client.say("250 ok 7").quit();
        };
        try (ScriptedHost host = ScriptedHost.playing(slow)) {
            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
            sender.close();
        }
    }

    @Test
    void isTooLargeForTheHost() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> client.say("220 hi")
                .hear("EHLO mx.local.test")
                .say("250-peer", "250 SIZE 3")
                .quit())) {
            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(new Failed("""
                    Connected to 127.0.0.1 but it takes messages of up to 3 octets, and this one has 4. (#5.3.4)
                    """));
            sender.close();
        }
    }

    @Test
    void onlyADotGoesToAHostThatWantsDataForNobody() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> client.greet()
                .hearAll("MAIL FROM:<s@local.test> SIZE=4", "RCPT TO:<a@ext.test>", "DATA")
                .say("250 ok", "550 no", "354 go")
                .hear(".")
                .say("554 no recipients")
                .quit())) {
            assertThat(deliver(sender, PATIENT, host.hop())).hasOnlyElementsOfType(Failed.class);
            sender.close();
        }
    }
}
