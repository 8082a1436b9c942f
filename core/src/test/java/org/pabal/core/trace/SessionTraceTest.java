package org.pabal.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pabal.core.access.Networks;
import org.pabal.core.address.AddressPattern;
import org.pabal.core.trace.TraceEvent.Kind;
import org.pabal.core.trace.TraceEvent.Line;
import org.pabal.core.trace.TraceEvent.Lost;

class SessionTraceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TraceFilter FOR_ADA = recipient("ada@local.test");

    private final Traces traces = new Traces(() -> NOW);
    private final SessionTrace session = new SessionTrace();

    private static TraceFilter client(String networks) {
        return new TraceFilter(Networks.require(networks)::contain, Optional.empty(), Optional.empty());
    }

    private static TraceFilter sender(String pattern) {
        return new TraceFilter(client -> true, Optional.of(AddressPattern.require(pattern)), Optional.empty());
    }

    private static TraceFilter recipient(String pattern) {
        return new TraceFilter(client -> true, Optional.empty(), Optional.of(AddressPattern.require(pattern)));
    }

    private static TracedSession from(String address, long number) {
        try {
            return new TracedSession(number, "smtp", InetAddress.getByName(address), 40_000);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private Watch watch(TraceFilter filter) {
        return traces.watch(filter).orElseThrow();
    }

    private SessionTrace says(String line) {
        byte[] octets = line.getBytes(StandardCharsets.ISO_8859_1);
        session.command(octets, 0, octets.length);
        return session;
    }

    private void mail(String from, String to) {
        says("MAIL FROM:<" + from + ">").sender(from);
        session.reply(() -> "250 ok\r\n");
        says("RCPT TO:<" + to + ">").recipient(to);
        session.reply(() -> "250 ok\r\n");
    }

    private static List<TraceEvent> all(Watch watch) throws InterruptedException {
        List<TraceEvent> events = new ArrayList<>();
        for (Optional<TraceEvent> next = watch.next(Duration.ZERO);
                next.isPresent();
                next = watch.next(Duration.ZERO)) {
            events.add(next.get());
        }
        return events;
    }

    private static List<String> lines(Watch watch) throws InterruptedException {
        return all(watch).stream()
                .map(event -> switch (event) {
                    case Line line -> line.kind() + " " + line.text();
                    case Lost lost -> "LOST " + lost.lines();
                })
                .toList();
    }

    @Test
    void aSessionIsSeenLineByLine() throws InterruptedException {
        Watch watch = watch(TraceFilter.ALL);
        session.begin(traces, from("192.0.2.1", 7));
        session.reply(() -> "220 mx.local.test\r\n");
        says("EHLO client.test");
        session.reply(() -> "250-mx.local.test\r\n250 SIZE 0\r\n");
        says("AUTH LOGIN");
        session.reply(() -> "334 VXNlcm5hbWU6\r\n");
        session.secret();
        session.secured("TLSv1.3", "TLS_AES_128_GCM_SHA256");
        session.notSecured("no\u001b[31m");
        session.content(1234);
        session.unreadable("a line too long");
        session.end("hung up");

        assertThat(lines(watch))
                .containsExactly(
                        "OPENED ",
                        "SERVER 220 mx.local.test",
                        "CLIENT EHLO client.test",
                        "SERVER 250-mx.local.test",
                        "SERVER 250 SIZE 0",
                        "CLIENT AUTH LOGIN",
                        "SERVER 334 ****",
                        "CLIENT ****",
                        "TLS TLSv1.3 TLS_AES_128_GCM_SHA256",
                        "TLS failed: no\\x1b[31m",
                        "CONTENT 1234",
                        "CLIENT (a line too long)",
                        "CLOSED hung up");
    }

    @Test
    void linesSayWhenAndOfWhichSession() throws InterruptedException {
        Watch watch = watch(TraceFilter.ALL);
        session.begin(traces, from("192.0.2.1", 7));

        assertThat(all(watch)).containsExactly(new Line(NOW, from("192.0.2.1", 7), Kind.OPENED, ""));
    }

    @Nested
    class AFilterByAddress {
        @Test
        void showsSessionsOfThatNetworkOnly() throws InterruptedException {
            Watch watch = watch(client("192.0.2.0/24 2001:db8::/32"));
            session.begin(traces, from("192.0.2.1", 1));
            session.begin(traces, from("192.0.3.1", 2));
            session.begin(traces, from("2001:db8::7", 3));

            assertThat(all(watch))
                    .extracting(event -> ((Line) event).session().number())
                    .containsExactly(1L, 3L);
        }

        @Test
        void showsARunningSessionFromNowOn() throws InterruptedException {
            session.begin(traces, from("192.0.2.1", 1));
            says("EHLO client.test");
            Watch watch = watch(client("192.0.2.1"));
            says("NOOP");

            assertThat(lines(watch)).containsExactly("CLIENT NOOP");
        }

        @Test
        void isAskedAgainWhenAProxySpeaksForAnother() throws InterruptedException {
            Watch proxy = watch(client("192.0.2.1"));
            Watch client = watch(client("192.0.2.2"));
            session.begin(traces, from("192.0.2.1", 1));
            session.end("quit");
            session.begin(traces, from("192.0.2.2", 2));
            says("EHLO client.test");

            assertThat(lines(proxy)).containsExactly("OPENED ", "CLOSED quit");
            assertThat(lines(client)).containsExactly("OPENED ", "CLIENT EHLO client.test");
        }
    }

    @Nested
    class AFilterByEnvelope {
        @Test
        void showsTheSessionFromItsStartOnceItsRecipientIsNamed() throws InterruptedException {
            Watch watch = watch(FOR_ADA);
            session.begin(traces, from("192.0.2.1", 1));
            says("EHLO client.test");
            says("MAIL FROM:<s@ext.test>").sender("s@ext.test");
            assertThat(lines(watch)).isEmpty();
            says("RCPT TO:<Ada@local.test>").recipient("Ada@local.test");
            session.reply(() -> "550 no\r\n");

            assertThat(lines(watch))
                    .containsExactly(
                            "OPENED ",
                            "CLIENT EHLO client.test",
                            "CLIENT MAIL FROM:<s@ext.test>",
                            "CLIENT RCPT TO:<Ada@local.test>",
                            "SERVER 550 no");
        }

        @Test
        void showsNothingOfOtherSessions() throws InterruptedException {
            Watch watch = watch(FOR_ADA);
            session.begin(traces, from("192.0.2.1", 1));
            mail("s@ext.test", "bob@local.test");
            session.end("quit");

            assertThat(lines(watch)).isEmpty();
        }

        @Test
        void wantsSenderAndRecipientOfOneTransaction() throws InterruptedException {
            Watch watch = watch(new TraceFilter(
                    Networks.require("192.0.2.1")::contain,
                    Optional.of(AddressPattern.require("@ext.test")),
                    Optional.of(AddressPattern.require("ada@local.test"))));
            session.begin(traces, from("192.0.2.1", 1));
            mail("s@ext.test", "bob@local.test");
            mail("s@other.test", "ada@local.test");
            assertThat(lines(watch)).isEmpty();
            mail("t@ext.test", "ada@local.test");

            assertThat(lines(watch)).hasSize(13).last().isEqualTo("SERVER 250 ok");
        }

        @Test
        void canAskForBounces() throws InterruptedException {
            Watch watch = watch(sender("<>"));
            session.begin(traces, from("192.0.2.1", 1));
            mail("s@ext.test", "ada@local.test");
            assertThat(lines(watch)).isEmpty();
            mail("", "ada@local.test");

            assertThat(lines(watch)).hasSize(9);
        }

        @Test
        void goesBackSoManyLinesAndSaysHowManyThereWereBefore() throws InterruptedException {
            Watch watch = watch(FOR_ADA);
            session.begin(traces, from("192.0.2.1", 1));
            IntStream.range(0, 150).forEach(i -> says("VRFY " + i));
            says("RCPT TO:<ada@local.test>").recipient("ada@local.test");

            assertThat(lines(watch))
                    .hasSize(101)
                    .startsWith("OMITTED 52", "CLIENT VRFY 51")
                    .endsWith("CLIENT VRFY 149", "CLIENT RCPT TO:<ada@local.test>");
        }

        @Test
        void takesRoomThatIsGivenBack() {
            long room = traces.backlogRoom().get();
            Watch watch = watch(FOR_ADA);
            session.begin(traces, from("192.0.2.1", 1));
            says("EHLO client.test");
            assertThat(traces.backlogRoom().get()).isLessThan(room);
            session.end("quit");
            assertThat(traces.backlogRoom().get()).isEqualTo(room);

            session.begin(traces, from("192.0.2.1", 2));
            watch.close();
            says("EHLO client.test");
            assertThat(traces.backlogRoom().get()).isEqualTo(room);
        }

        @Test
        void keepsNoBacklogWhereThereIsNoRoom() throws InterruptedException {
            Watch watch = watch(FOR_ADA);
            traces.backlogRoom().set(250);
            session.begin(traces, from("192.0.2.1", 1));
            says("EHLO one.test");
            says("EHLO two.test");
            says("RCPT TO:<ada@local.test>").recipient("ada@local.test");

            assertThat(lines(watch))
                    .containsExactly("OMITTED 2", "CLIENT EHLO two.test", "CLIENT RCPT TO:<ada@local.test>");
            assertThat(traces.backlogRoom().get()).isEqualTo(250);
        }
    }

    @Nested
    class AWatcher {
        @Test
        void whoDoesNotReadIsToldHowMuchIsLostAndWhere() throws InterruptedException {
            Watch watch = watch(TraceFilter.ALL);
            session.begin(traces, from("192.0.2.1", 1));
            IntStream.range(0, Watch.CAPACITY + 20).forEach(i -> says("VRFY " + i));
            assertThat(watch.next(Duration.ZERO)).isPresent();
            says("NOOP");
            List<String> first = lines(watch);
            says("RSET");

            assertThat(first).hasSize(Watch.CAPACITY).endsWith("CLIENT VRFY " + (Watch.CAPACITY - 2), "LOST 22");
            assertThat(lines(watch)).containsExactly("CLIENT RSET");
        }

        @Test
        void whoReadsAgainGoesOnBehindTheGap() throws InterruptedException {
            Watch watch = watch(TraceFilter.ALL);
            session.begin(traces, from("192.0.2.1", 1));
            IntStream.range(0, Watch.CAPACITY + 20).forEach(i -> says("VRFY " + i));
            for (int i = 0; i <= Watch.CAPACITY / 2; i++) {
                assertThat(watch.next(Duration.ZERO)).isPresent();
            }
            says("NOOP");

            assertThat(lines(watch)).endsWith("CLIENT VRFY " + (Watch.CAPACITY - 2), "LOST 21", "CLIENT NOOP");
        }

        @Test
        void seesEachLineOnceWhateverOthersWatch() throws InterruptedException {
            Watch early = watch(FOR_ADA);
            session.begin(traces, from("192.0.2.1", 1));
            Watch late = watch(FOR_ADA);
            Watch any = watch(client("192.0.2.1"));
            mail("s@ext.test", "ada@local.test");
            mail("s@ext.test", "ada@local.test");

            assertThat(lines(early)).hasSize(9);
            assertThat(lines(late)).hasSize(9);
            assertThat(lines(any)).hasSize(8);
        }

        @Test
        void isOneOfAFew() {
            List<Watch> watches = IntStream.range(0, Traces.WATCHES)
                    .mapToObj(i -> watch(TraceFilter.ALL))
                    .toList();
            assertThat(traces.watch(TraceFilter.ALL)).isEmpty();
            watches.getFirst().close();

            assertThat(traces.watch(TraceFilter.ALL)).isPresent();
        }

        @Test
        void hearsTheEndAfterAllThatCameBefore() throws InterruptedException {
            Watch watch = watch(TraceFilter.ALL);
            session.begin(traces, from("192.0.2.1", 1));
            traces.end();
            says("EHLO client.test");

            assertThat(watch.isOver()).isFalse();
            assertThat(lines(watch)).containsExactly("OPENED ");
            assertThat(watch.isOver()).isTrue();
            assertThat(traces.watch(TraceFilter.ALL)).isEmpty();
        }
    }

    @Test
    void nothingIsRenderedWhenNobodyWatches() {
        session.begin(traces, from("192.0.2.1", 1));
        session.reply(() -> {
            throw new AssertionError("asked for");
        });
        watch(client("192.0.3.1"));
        session.reply(() -> {
            throw new AssertionError("asked for");
        });
        session.end("quit");
    }
}
