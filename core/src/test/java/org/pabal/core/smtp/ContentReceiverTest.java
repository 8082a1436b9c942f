package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentReceiverTest {
    private static final SmtpReply QUEUED = SmtpReply.of(250, "2.0.0", "ok");

    private final Store store = new Store();

    /** Keeps what it is given, and knows what became of it. */
    static final class Store implements Reception {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private long committed = -1;
        private boolean aborted;

        @Override
        public void write(byte[] buffer, int offset, int length) {
            assertThat(aborted).isFalse();
            content.write(buffer, offset, length);
        }

        @Override
        public SmtpReply commit(long wireOctets) {
            committed = wireOctets;
            return QUEUED;
        }

        @Override
        public void abort() {
            aborted = true;
        }

        String content() {
            return content.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private ContentReceiver receiver(long maxOctets) {
        return new ContentReceiver(Dialogue.terms(Optional.empty(), maxOctets, false), store);
    }

    private static ContentReceiver.Progress take(ContentReceiver receiver, String wire) {
        return receiver.take(Wire.octets(wire), 0, wire.length());
    }

    @Test
    void keepsWhatIsWellFormed() {
        ContentReceiver receiver = receiver(0);
        assertThat(take(receiver, "Subject: x\r\n\r\n..a\r\n.")).isEqualTo(ContentReceiver.Progress.MORE);
        assertThat(take(receiver, "\r\nQUIT\r\n")).isEqualTo(ContentReceiver.Progress.END);
        assertThat(receiver.consumed()).isEqualTo(2);
        assertThat(receiver.finish()).isEqualTo(QUEUED);
        assertThat(store.content()).isEqualTo("Subject: x\n\n.a\n");
        assertThat(store.committed).isEqualTo(18);
        assertThat(store.aborted).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"18, true", "17, false", "0, true"})
    void theLimitCountsOctetsOfTheWireBeforeStuffing(long limit, boolean accepted) {
        // T-LIM 61, M67
        ContentReceiver receiver = receiver(limit);
        assertThat(take(receiver, "Subject: x\r\n\r\n..a\r\n.\r\n")).isEqualTo(ContentReceiver.Progress.END);
        assertThat(receiver.finish().isPositive()).isEqualTo(accepted);
        assertThat(store.aborted).isEqualTo(!accepted);
    }

    @Test
    void tooMuchContentIsReadToItsEndButNotKept() {
        ContentReceiver receiver = receiver(100);
        String line = "x".repeat(98) + "\r\n";
        assertThat(take(receiver, line)).isEqualTo(ContentReceiver.Progress.MORE);
        assertThat(take(receiver, line.repeat(1000))).isEqualTo(ContentReceiver.Progress.MORE);
        assertThat(store.aborted).isTrue();
        assertThat(take(receiver, ".\r\n")).isEqualTo(ContentReceiver.Progress.END);
        assertThat(receiver.finish().toString()).startsWith("552 5.3.4");
        assertThat(store.content()).hasSize(99);
        assertThat(store.committed).isEqualTo(-1);
    }

    @Test
    void noContentIsReadWithoutEnd() {
        // T-LIM 60
        ContentReceiver receiver = receiver(100);
        byte[] piece = new byte[1 << 20];
        int taken = 0;
        Arrays.fill(piece, (byte) 'x');
        while (receiver.take(piece, 0, piece.length) == ContentReceiver.Progress.MORE) {
            taken++;
            assertThat(taken).isLessThan(100);
        }
        assertThat((long) taken * piece.length).isGreaterThanOrEqualTo(Limits.DISCARDED);
        assertThat(receiver.finish().toString()).startsWith("552 5.3.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
    void violationsBreakTheSessionAndKeepNothing(String wire) {
        ContentReceiver receiver = receiver(0);
        assertThat(take(receiver, "Subject: x\r\n\r\n")).isEqualTo(ContentReceiver.Progress.MORE);
        assertThat(take(receiver, wire)).isEqualTo(ContentReceiver.Progress.BROKEN);
        assertThat(receiver.finish().toString()).startsWith("554 5.6.0");
        assertThat(store.aborted).isTrue();
        assertThat(store.committed).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"99, 250", "100, 554 5.4.6"})
    void hundredHopsAreALoop(int hops, String reply) {
        // T-BNC 174, M56
        ContentReceiver receiver = receiver(0);
        assertThat(take(receiver, "Received: x\r\n".repeat(hops) + "\r\n.\r\n"))
                .isEqualTo(ContentReceiver.Progress.END);
        assertThat(receiver.finish().toString()).startsWith(reply);
    }

    @ParameterizedTest
    @CsvSource({"1048576, 250", "1048577, 554 5.6.0"})
    void linesHaveALimit(int length, String reply) {
        // M38
        ContentReceiver receiver = receiver(0);
        assertThat(take(receiver, "\r\n" + "x".repeat(length) + "\r\n.\r\n")).isEqualTo(ContentReceiver.Progress.END);
        assertThat(receiver.finish().toString()).startsWith(reply);
    }

    @Test
    void headerSectionsHaveALimit() {
        // T-LIM 52
        ContentReceiver receiver = receiver(0);
        String field = "A: " + "x".repeat(995) + "\r\n";
        for (int i = 0; i < 1100; i++) {
            assertThat(take(receiver, field)).isEqualTo(ContentReceiver.Progress.MORE);
        }
        assertThat(take(receiver, "\r\nbody\r\n.\r\n")).isEqualTo(ContentReceiver.Progress.END);
        assertThat(receiver.finish().toString()).startsWith("552 5.3.4 header");
    }
}
