package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pabal.connector.outbound.Mailing.ACCEPTED;
import static org.pabal.connector.outbound.Mailing.PATIENT;
import static org.pabal.connector.outbound.Mailing.message;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.message.Content;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.smtp.client.NextHops;

/** What of a stored content reaches the next hop. */
class ContentPumpTest {
    private final SmtpSender sender = Mailing.sender(ReuseLimits.DEFAULT);

    @AfterEach
    void stop() {
        sender.close();
    }

    private String sent(Content content) throws IOException {
        Queue<String> wire = new ConcurrentLinkedQueue<>();
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.greet();
            assertThat(client.hearLine()).startsWith("MAIL");
            client.hearAll("RCPT TO:<a@ext.test>", "DATA").say("250 ok", "250 ok", "354 go");
            wire.add(client.hearContent());
            client.say("250 ok 7").quit();
        })) {
            assertThat(sender.deliver(message(content, "a@ext.test"), new NextHops(List.of(host.hop())), PATIENT))
                    .containsExactly(ACCEPTED);
            sender.close();
        }
        return String.join("", wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n.\nMAIL FROM:<x@y.test>\n",
                "a\r.\rMAIL FROM:<x@y.test>\n",
                "a\r.\r\nMAIL FROM:<x@y.test>\n",
                "a\r\n.\rMAIL FROM:<x@y.test>\n",
                "a\n.\rMAIL FROM:<x@y.test>\n",
                "a\r\n.\r\nMAIL FROM:<x@y.test>\n",
                "a\r\r\n.\r\r\nMAIL FROM:<x@y.test>\n",
                "a\n\0.\nb\n",
                "a\n.\0\nb\n",
                ".\n",
                ".",
                "\r",
                "a\n.\r",
                "",
                "no line end"
            })
    void nothingStoredEndsTheDataEarly(String stored) throws IOException {
        String wire = sent(new Content.InMemory(stored.getBytes(StandardCharsets.ISO_8859_1)));

        assertThat("\r\n" + wire).endsWith("\r\n.\r\n");
        assertThat(wire.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
    }

    @Test
    void largeOnesArriveWhole() throws IOException {
        String line = "x".repeat(70) + "\n.dot\n";
        String stored = line.repeat(10_000);

        String wire = sent(new Stored(stored.getBytes(StandardCharsets.ISO_8859_1), stored.length(), false));

        assertThat(wire.equals(("x".repeat(70) + "\r\n..dot\r\n").repeat(10_000) + ".\r\n"))
                .isTrue();
    }

    @Test
    void largeOnesInMemoryArriveWhole() throws IOException {
        String stored = ".".repeat(65_535) + "\n" + "\n".repeat(65_535);

        String wire = sent(new Content.InMemory(stored.getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(wire.equals("." + ".".repeat(65_535) + "\r\n" + "\r\n".repeat(65_535) + ".\r\n"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatCannotBeReadIsNotEnded(boolean fails) throws IOException {
        byte[] part = "only a part\n".getBytes(StandardCharsets.US_ASCII);
        AtomicBoolean nothingCame = new AtomicBoolean();
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.greet()
                    .hearAll("MAIL FROM:<s@local.test> SIZE=100", "RCPT TO:<a@ext.test>", "DATA")
                    .say("250 ok", "250 ok", "354 go");
            client.hearsNoMore();
            nothingCame.set(true);
        })) {
            assertThat(sender.deliver(
                            message(new Stored(part, 100, fails), "a@ext.test"),
                            new NextHops(List.of(host.hop())),
                            PATIENT))
                    .containsExactly(new Deferred("Unable to read message. (#4.3.0)\n"));
        }
        assertThat(nothingCame).isTrue();
    }

    @Test
    void oneThatFailsInAnUnforeseenWayTakesItsSessionWithIt() throws IOException {
        Content broken = new Content() {
            @Override
            public long octets() {
                return 100;
            }

            @Override
            public InputStream open() {
                throw new IllegalStateException("unforeseen");
            }
        };
        AtomicBoolean nothingCame = new AtomicBoolean();
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.greet()
                    .hearAll("MAIL FROM:<s@local.test> SIZE=100", "RCPT TO:<a@ext.test>", "DATA")
                    .say("250 ok", "250 ok", "354 go");
            client.hearsNoMore();
            nothingCame.set(true);
        })) {
            assertThatThrownBy(() ->
                            sender.deliver(message(broken, "a@ext.test"), new NextHops(List.of(host.hop())), PATIENT))
                    .hasMessage("unforeseen");
        }
        assertThat(nothingCame).isTrue();
    }

    /** A content that is read piece by piece, and may be shorter than it should be or fail at its end. */
    private static final class Stored implements Content {
        private final byte[] bytes;
        private final long octets;
        private final boolean fails;

        Stored(byte[] bytes, long octets, boolean fails) {
            this.bytes = bytes;
            this.octets = octets;
            this.fails = fails;
        }

        @Override
        public long octets() {
            return octets;
        }

        @Override
        public InputStream open() {
            return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = super.read(buffer, offset, Math.min(length, 1_000));
                    if (read < 0 && fails) {
                        throw new IOException("the database is gone");
                    }
                    return read;
                }
            };
        }
    }
}
