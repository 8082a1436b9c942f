package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.connector.outbound.Mailing.ACCEPTED;
import static org.pabal.connector.outbound.Mailing.HASTY;
import static org.pabal.connector.outbound.Mailing.PATIENT;
import static org.pabal.connector.outbound.Mailing.deliver;
import static org.pabal.connector.outbound.Mailing.message;
import static org.pabal.connector.outbound.Mailing.nobody;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.connector.outbound.ScriptedHost.Peer;
import org.pabal.connector.outbound.ScriptedHost.Script;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.OutboundTerms;

class HostTroubleTest {
    private static final String DIED = "Connected to 127.0.0.1 but connection died. (#4.4.2)\n";
    private static final String POSSIBLE_DUPLICATE =
            "Connected to 127.0.0.1 but connection died. Possible duplicate! (#4.4.2)\n";
    private static final String NO_CONNECTION = "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\n";

    private final SmtpSender sender = Mailing.sender(ReuseLimits.DEFAULT);

    @AfterEach
    void stop() {
        sender.close();
    }

    /** How far a dialogue gets before something goes wrong. */
    enum Point {
        CONNECT(DIED) {
            @Override
            void reach(Peer client) {}
        },
        EHLO(DIED) {
            @Override
            void reach(Peer client) throws IOException {
                client.say("220 hi").hear("EHLO mx.local.test");
            }
        },
        MAIL(DIED) {
            @Override
            void reach(Peer client) throws IOException {
                client.greetPlainly().hear("MAIL FROM:<s@local.test>");
            }
        },
        RECIPIENT(DIED) {
            @Override
            void reach(Peer client) throws IOException {
                MAIL.reach(client);
                client.say("250 ok").hear("RCPT TO:<a@ext.test>");
            }
        },
        DATA(DIED) {
            @Override
            void reach(Peer client) throws IOException {
                RECIPIENT.reach(client);
                client.say("250 ok").hear("DATA");
            }
        },
        FINAL_DOT(POSSIBLE_DUPLICATE) {
            @Override
            void reach(Peer client) throws IOException {
                DATA.reach(client);
                client.say("354 go").hearContent();
            }
        };

        private final String report;

        Point(String report) {
            this.report = report;
        }

        abstract void reach(Peer client) throws IOException;
    }

    private void givesUp(Point point, Script trouble, OutboundTerms terms) throws IOException {
        Script script = client -> {
            point.reach(client);
            trouble.play(client);
        };
        try (ScriptedHost host = ScriptedHost.playing(script)) {
            assertThat(deliver(sender, terms, host.hop())).containsExactly(new Deferred(point.report));
        }
    }

    /** All at once, since each has to wait for its deadline. */
    private void givesUpInTimeAtEveryPoint(Script trouble) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<@Nullable Void>> points = Arrays.stream(Point.values())
                    .map(point -> (Callable<@Nullable Void>) () -> {
                        givesUp(point, trouble, HASTY);
                        return null;
                    })
                    .toList();
            for (Future<@Nullable Void> point : threads.invokeAll(points)) {
                point.get();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatClosesIsADeferral(Point point) throws IOException {
        givesUp(point, client -> {}, PATIENT);
    }

    /** Right after the connect a reset may be seen so early that there was no connection at all. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONNECT")
    void aHostThatResetsIsADeferral(Point point) throws IOException {
        givesUp(point, Peer::reset, PATIENT);
    }

    @Test
    void aHostThatFallsSilentIsADeferral() throws InterruptedException, ExecutionException {
        givesUpInTimeAtEveryPoint(Peer::hang);
    }

    @Test
    void aHostThatDripsGetsNoMoreTimeForThat() throws InterruptedException, ExecutionException {
        givesUpInTimeAtEveryPoint(Peer::drip);
    }

    @Test
    void aHostThatStopsReadingTheContentIsADeferral() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            Point.DATA.reach(client);
            client.say("354 go").stare();
        })) {
            assertThat(sender.deliver(
                            message("x".repeat(30_000_000), "a@ext.test"), new NextHops(List.of(host.hop())), HASTY))
                    .containsExactly(new Deferred(DIED));
        }
    }

    @Test
    void aHostThatClosesAfterItHasAcceptedHasAccepted() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            Point.FINAL_DOT.reach(client);
            client.say("250 ok 7");
        })) {
            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
        }
    }

    @Nested
    class Replies {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "999 what\r\n",
                    "250-ok\r\n550 no\r\n",
                    "hello\r\n",
                    "\r\n",
                    "550 no\u001b[2J\r\n",
                    "550 \0\r\n"
                })
        void thatAreNoneAreADeferral(String octets) throws IOException {
            for (Point point : Point.values()) {
                try (ScriptedHost host = ScriptedHost.playing(client -> {
                    point.reach(client);
                    client.raw(octets).hearsNoMore();
                })) {
                    List<DeliveryOutcome> outcomes = deliver(sender, PATIENT, host.hop());

                    assertThat(outcomes).hasOnlyElementsOfType(Deferred.class);
                    assertThat(outcomes.getFirst().text())
                            .contains("Remote host said: ")
                            .matches("[\\n -~]+");
                }
            }
        }

        @Test
        void withoutEndAreADeferral() throws IOException {
            for (String endless : List.of("550 " + "x".repeat(1_000_000), "550-no\r\n".repeat(100_000))) {
                try (ScriptedHost host = ScriptedHost.playing(client -> {
                    Point.FINAL_DOT.reach(client);
                    client.flood(endless);
                })) {
                    List<DeliveryOutcome> outcomes = deliver(sender, PATIENT, host.hop());

                    assertThat(outcomes).hasOnlyElementsOfType(Deferred.class);
                    assertThat(outcomes.getFirst().text())
                            .startsWith("127.0.0.1 failed after I sent the message.\nRemote host said: 550")
                            .hasSizeLessThan(5_200);
                }
            }
        }
    }

    @Nested
    class OtherHosts {
        private final Script willing = client -> client.greet().take("250 ok 7").quit();

        @ParameterizedTest
        @ValueSource(strings = {"554 no mail here", "450 later", "250 hi"})
        void areTriedAfterAGreetingThatIsNone(String greeting) throws IOException {
            try (ScriptedHost unwilling =
                            ScriptedHost.playing(client -> client.say(greeting).quit());
                    ScriptedHost host = ScriptedHost.playing(willing)) {
                assertThat(deliver(sender, PATIENT, nobody(), unwilling.hop(), host.hop()))
                        .containsExactly(ACCEPTED);
                assertThat(unwilling.connections()).isEqualTo(1);
                sender.close();
            }
        }

        @Test
        void areTriedAfterAHostThatSaysNothing() throws IOException {
            try (ScriptedHost silent = ScriptedHost.playing(Peer::hang);
                    ScriptedHost host = ScriptedHost.playing(willing)) {
                assertThat(deliver(sender, HASTY, silent.hop(), host.hop())).containsExactly(ACCEPTED);
                sender.close();
            }
        }

        @Test
        void areNotTriedOnceOneHasTakenOurHello() throws IOException {
            try (ScriptedHost unwilling = ScriptedHost.playing(client -> {
                        client.greetPlainly()
                                .hear("MAIL FROM:<s@local.test>")
                                .say("450 not now")
                                .quit();
                    });
                    ScriptedHost host = ScriptedHost.playing(willing)) {
                assertThat(deliver(sender, PATIENT, unwilling.hop(), host.hop()))
                        .containsExactly(new Deferred("""
                    Connected to 127.0.0.1 but sender was rejected.
                    Remote host said: 450 not now
                    """));
                assertThat(host.connections()).isZero();
            }
        }

        @Test
        void ifThereAreNoneTheLastGreetingIsReported() throws IOException {
            try (ScriptedHost unwilling = ScriptedHost.playing(
                    client -> client.say("554-no", "554 mail here").quit())) {
                assertThat(deliver(sender, PATIENT, unwilling.hop(), nobody())).containsExactly(new Deferred("""
                    Connected to 127.0.0.1 but greeting failed.
                    Remote host said: 554-no
                    554 mail here
                    """));
            }
        }

        @Test
        void ifNobodyIsThereThatIsReportedForEveryRecipient() throws IOException {
            assertThat(sender.deliver(
                            message("hi\n", "a@ext.test", "b@ext.test"),
                            new NextHops(List.of(nobody(), nobody())),
                            PATIENT))
                    .containsExactly(new Deferred(NO_CONNECTION), new Deferred(NO_CONNECTION));
        }
    }
}
