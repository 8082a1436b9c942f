package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.queue.BodyType;

class ChunkReceiverTest {
    private static final SmtpReply QUEUED = SmtpReply.of(250, "2.0.0", "ok");

    /** Keeps what it is given. */
    private static final class Kept implements Reception {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private boolean aborted;
        private long committed = -1;

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

        String text() {
            return content.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private final Kept kept = new Kept();

    private ChunkReceiver receiver(BodyType body) {
        return new ChunkReceiver(Dialogue.terms(Optional.empty(), 1000, false), body, kept);
    }

    private static void take(ChunkReceiver receiver, String piece) {
        byte[] octets = ("x" + piece).getBytes(StandardCharsets.ISO_8859_1);
        receiver.take(octets, 1, octets.length - 1);
    }

    @Test
    void lineEndsAreOursAndDotsMeanNothing() {
        ChunkReceiver receiver = receiver(BodyType.EIGHT_BIT_MIME);
        for (String piece : List.of("a: b\r", "\n\r\n.\r\n", "..x\r\n.", "\r\n\u00e9")) {
            take(receiver, piece);
        }
        assertThat(receiver.finish()).isEqualTo(QUEUED);
        assertThat(kept.text()).isEqualTo("a: b\n\n.\n..x\n.\n\u00e9");
        assertThat(kept.committed).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "'a\rb', bare CR in message",
        "'a\r\r\nb', bare CR in message",
        "'a\nb', bare LF in message",
        "'\n', bare LF in message",
        "'\r\n.\r\r\n', bare CR in message",
        "'a\r', bare CR in message"
    })
    void whatCouldBeALineEndElsewhereIsRefused(String wire, String reply) {
        ChunkReceiver receiver = receiver(BodyType.SEVEN_BIT);
        take(receiver, wire);
        take(receiver, "");
        assertThat(receiver.finish().lines().getFirst()).startsWith(reply);
        assertThat(kept.aborted).isTrue();
        assertThat(kept.committed).isEqualTo(-1);
    }

    @Test
    void nulIsRefused() {
        ChunkReceiver receiver = receiver(BodyType.SEVEN_BIT);
        take(receiver, "a\0b");
        assertThat(receiver.endOfChunk(3)).isEqualTo(Replies.NUL);
        take(receiver, "more is ignored");
        assertThat(receiver.finish()).isEqualTo(Replies.NUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb\n\0\r\n.\r\n", "\r", "", "\n.\n"})
    void binaryIsKeptOctetForOctet(String wire) {
        ChunkReceiver receiver = receiver(BodyType.BINARY_MIME);
        take(receiver, wire);
        assertThat(receiver.finish()).isEqualTo(QUEUED);
        assertThat(kept.text()).isEqualTo(wire);
    }

    @Test
    void tooBigIsKnownBeforeTheChunkComes() {
        ChunkReceiver receiver = receiver(BodyType.SEVEN_BIT);
        receiver.announce(999);
        take(receiver, "x".repeat(999));
        assertThat(receiver.endOfChunk(999).isPositive()).isTrue();
        receiver.announce(1);
        assertThat(receiver.isRefused()).isFalse();
        receiver.announce(2);
        assertThat(receiver.isRefused()).isTrue();
        assertThat(receiver.finish()).isEqualTo(Replies.TOO_BIG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void loopsAreFoundInBinaryMessagesToo(String lineEnd) {
        ChunkReceiver receiver = receiver(BodyType.BINARY_MIME);
        take(receiver, ("Received: x" + lineEnd).repeat(60));
        take(receiver, ("Received: x" + lineEnd).repeat(40));
        assertThat(receiver.finish()).isEqualTo(Replies.LOOPING);
    }

    @Test
    void aBinaryHeaderSectionEnds() {
        ChunkReceiver receiver = receiver(BodyType.BINARY_MIME);
        take(receiver, "a: b\r\n\r\n" + "Received: x\r\n".repeat(70));
        assertThat(receiver.finish()).isEqualTo(QUEUED);
    }

    /** However the octets are cut, the content and the verdict are the same. */
    @Property
    void piecesMakeNoDifference(@ForAll byte[] wire, @ForAll int cut) {
        int at = wire.length == 0 ? 0 : Math.floorMod(cut, wire.length);
        Kept inOne = new Kept();
        Kept inTwo = new Kept();
        ChunkReceiver one = new ChunkReceiver(Dialogue.terms(Optional.empty(), 0, false), BodyType.SEVEN_BIT, inOne);
        ChunkReceiver two = new ChunkReceiver(Dialogue.terms(Optional.empty(), 0, false), BodyType.SEVEN_BIT, inTwo);
        one.take(wire.clone(), 0, wire.length);
        two.take(java.util.Arrays.copyOfRange(wire, 0, at), 0, at);
        two.take(java.util.Arrays.copyOfRange(wire, at, wire.length), 0, wire.length - at);
        assertThat(one.finish()).isEqualTo(two.finish());
        if (!one.isRefused()) {
            assertThat(inOne.text()).isEqualTo(inTwo.text());
        }
    }
}
