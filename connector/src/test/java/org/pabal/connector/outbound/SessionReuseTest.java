package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.connector.outbound.Mailing.ACCEPTED;
import static org.pabal.connector.outbound.Mailing.PATIENT;
import static org.pabal.connector.outbound.Mailing.deliver;
import static org.pabal.connector.outbound.Mailing.message;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.connector.outbound.ScriptedHost.Peer;
import org.pabal.core.address.DomainName;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.queue.DeliveryOutcome.Failed;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.OutboundTerms;

class SessionReuseTest {
    private static final ReuseLimits LONG = new ReuseLimits(Duration.ofMinutes(1), Duration.ofMinutes(5), 1_000, 20);

    private SmtpSender sender = Mailing.sender(LONG);

    @AfterEach
    void stop() {
        sender.close();
    }

    private void with(ReuseLimits limits) {
        sender.close();
        sender = Mailing.sender(limits);
    }

    /** Takes messages until the client says QUIT. */
    private static void takeAll(Peer client) throws IOException {
        client.greet();
        for (String line = client.hearLine(); line.startsWith("MAIL"); line = client.hearLine()) {
            client.hearAll("RCPT TO:<a@ext.test>", "DATA").say("250 ok", "250 ok", "354 go");
            client.hearContent();
            client.say("250 ok 7");
        }
        client.say("221 bye").hearsNoMore();
    }

    @Test
    void aHundredMessagesGoOverOneSessionAndTheNextOverAnother() throws IOException {
        with(ReuseLimits.DEFAULT);
        try (ScriptedHost host = ScriptedHost.playing(SessionReuseTest::takeAll)) {
            for (int i = 0; i < 100; i++) {
                assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
            }
            assertThat(host.connections()).isEqualTo(1);

            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
            assertThat(host.connections()).isEqualTo(2);
            sender.close();
        }
    }

    @Test
    void aSessionThatIsTooOldIsEnded() throws IOException {
        with(new ReuseLimits(Duration.ofMinutes(1), Duration.ofNanos(1), 100, 20));
        try (ScriptedHost host = ScriptedHost.playing(SessionReuseTest::takeAll)) {
            deliver(sender, PATIENT, host.hop());
            deliver(sender, PATIENT, host.hop());

            assertThat(host.connections()).isEqualTo(2);
        }
    }

    @Test
    void noSessionIsKeptIfNoneMayWait() throws IOException {
        with(new ReuseLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 100, 0));
        try (ScriptedHost host =
                ScriptedHost.playing(client -> client.greet().take("250 ok 7").quit())) {
            deliver(sender, PATIENT, host.hop());
            deliver(sender, PATIENT, host.hop());

            assertThat(host.connections()).isEqualTo(2);
        }
    }

    @Test
    void aSessionThatHasWaitedLongEnoughIsEnded() throws IOException {
        with(new ReuseLimits(Duration.ofMillis(200), Duration.ofMinutes(1), 100, 20));
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.greet().take("250 ok 7").quit();
            ended.countDown();
        })) {
            deliver(sender, PATIENT, host.hop());

            Awaitility.await().until(() -> ended.getCount() == 0);
        }
    }

    @Test
    void anotherNameInTheHelloNeedsAnotherSession() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(
                SessionReuseTest::takeAll,
                client -> client.say("220 hi")
                        .hear("EHLO other.local.test")
                        .say("250-peer", "250-PIPELINING", "250 SIZE")
                        .take("250 ok 7")
                        .quit())) {
            deliver(sender, PATIENT, host.hop());
            assertThat(deliver(sender, OutboundTerms.of(new DomainName("other.local.test")), host.hop()))
                    .containsExactly(ACCEPTED);

            assertThat(host.connections()).isEqualTo(2);
            sender.close();
        }
    }

    @Test
    void theNextTransactionBeginsWithResetIfTheLastWasNotCompleted() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> client.greet()
                .hearAll("MAIL FROM:<s@local.test> SIZE=4", "RCPT TO:<a@ext.test>", "DATA")
                .say("250 ok", "550 no such user", "503 no recipients")
                .hear("RSET")
                .hearAll("MAIL FROM:<s@local.test> SIZE=4", "RCPT TO:<a@ext.test>", "DATA")
                .say("250 reset", "250 ok", "250 ok", "550 no data either")
                .hear("RSET")
                .say("250 reset")
                .take("250 ok 7")
                .quit())) {
            assertThat(deliver(sender, PATIENT, host.hop())).hasOnlyElementsOfType(Failed.class);
            assertThat(deliver(sender, PATIENT, host.hop()))
                    .containsExactly(
                            new Failed("127.0.0.1 failed on DATA command.\nRemote host said: 550 no data either\n"));
            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
            sender.close();
        }
    }

    @Test
    void aSessionIsNotKeptAfterAHostHasAskedForPatience() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(
                client -> client.greet().take("450 disk full").quit(), SessionReuseTest::takeAll)) {
            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(new Deferred("""
                    127.0.0.1 failed after I sent the message.
                    Remote host said: 450 disk full
                    """));
            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
            sender.close();
        }
    }

    @Nested
    class AKeptSessionThatIsNoGoodAnyMore {
        private void isReplaced(ScriptedHost.Script first) throws IOException {
            try (ScriptedHost host = ScriptedHost.playing(first, SessionReuseTest::takeAll)) {
                assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
                assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
                assertThat(host.connections()).isEqualTo(2);
                sender.close();
            }
        }

        @Test
        void becauseTheHostHasClosedIt() throws IOException {
            isReplaced(client -> client.greet().take("250 ok 7"));
        }

        @Test
        void becauseTheHostHasResetIt() throws IOException {
            isReplaced(client -> client.greet().take("250 ok 7").reset());
        }

        @ParameterizedTest
        @ValueSource(strings = {"421 too many messages", "450 not on this connection", "550 enough", "odd"})
        void becauseTheHostDoesNotTakeMail(String answer) throws IOException {
            isReplaced(client -> {
                client.greet()
                        .take("250 ok 7")
                        .hearAll("MAIL FROM:<s@local.test> SIZE=4", "RCPT TO:<a@ext.test>", "DATA")
                        .say(answer)
                        .hearsNoMore();
            });
        }

        @Test
        void becauseTheHostHasSaidMoreThanItWasAsked() throws IOException {
            isReplaced(client ->
                    client.greet().take("250 ok 7\r\n250 and one more").quit());
        }
    }

    @Test
    void ofAMessageThatWasTakenUpNothingIsSentAgain() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> client.greet()
                .take("250 ok 7")
                .hearAll("MAIL FROM:<s@local.test> SIZE=4", "RCPT TO:<a@ext.test>", "DATA")
                .say("250 ok", "421 bye"))) {
            deliver(sender, PATIENT, host.hop());
            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(new Deferred("""
                    127.0.0.1 does not like recipient.
                    Remote host said: 421 bye
                    Giving up on 127.0.0.1.
                    """));
            assertThat(host.connections()).isEqualTo(1);
        }
    }

    @Test
    void everyMessageHasItsOwnAnswer() throws IOException, InterruptedException, ExecutionException {
        try (ScriptedHost host = ScriptedHost.playing(SessionReuseTest::echo);
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<List<DeliveryOutcome>>> deliveries = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                String[] recipients = {"yes" + i + "@ext.test", "no" + i + "@ext.test"};
                deliveries.add(
                        () -> sender.deliver(message("hi\n", recipients), new NextHops(List.of(host.hop())), PATIENT));
            }
            List<Future<List<DeliveryOutcome>>> outcomes = threads.invokeAll(deliveries);

            for (int i = 0; i < outcomes.size(); i++) {
                assertThat(outcomes.get(i).get())
                        .containsExactly(
                                new Delivered("127.0.0.1 accepted message.\nRemote host said: 250 ok yes" + i
                                        + "@ext.test\n"),
                                new Failed("127.0.0.1 does not like recipient.\nRemote host said: 550 no no" + i
                                        + "@ext.test\nGiving up on 127.0.0.1.\n"));
            }
            assertThat(host.connections()).isLessThanOrEqualTo(16 + 1);
            sender.close();
        }
    }

    /** Answers so that each answer names what it belongs to. */
    private static void echo(Peer client) throws IOException {
        client.greet();
        while (client.hearLine().startsWith("MAIL")) {
            String yes = client.hearLine().replaceAll("RCPT TO:<|>", "");
            String no = client.hearLine().replaceAll("RCPT TO:<|>", "");
            client.hear("DATA").say("250 ok", "250 " + yes, "550 no " + no, "354 go");
            client.hearContent();
            client.say("250 ok " + yes);
        }
        client.say("221 bye").hearsNoMore();
    }

    @Nested
    class WhenTheAdapterStops {
        @Test
        void waitingSessionsAreEndedAndNoneIsOpened() throws IOException {
            try (ScriptedHost host = ScriptedHost.playing(
                    client -> client.greet().take("250 ok 7").quit())) {
                deliver(sender, PATIENT, host.hop());
                sender.close();

                assertThat(deliver(sender, PATIENT, host.hop()))
                        .containsExactly(new Deferred("Sorry, outgoing mail is just being stopped. (#4.3.2)\n"));
                assertThat(host.connections()).isEqualTo(1);
            }
        }

        @Test
        void aMessageUnderWayIsFinished() throws IOException {
            try (ScriptedHost host = ScriptedHost.playing(client -> {
                client.greet()
                        .hearAll("MAIL FROM:<s@local.test> SIZE=4", "RCPT TO:<a@ext.test>", "DATA")
                        .say("250 ok", "250 ok", "354 go");
                client.hearContent();
                sender.close();
                client.say("250 ok 7").quit();
            })) {
                assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
            }
        }
    }
}
