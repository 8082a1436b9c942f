package org.pabal.core.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.queue.BodyType;

/** BDAT: chunks and pieces make no difference, text has our line ends and no others, binary octets stay as they are. */
class ChunkFuzzTest {
    private static final Pattern VIOLATION = Pattern.compile("\r(?!\n)|(?<!\r)\n|\0");

    /** What became of a content. */
    private record Taken(boolean refused, String content) {}

    static Stream<byte[]> seeds() {
        return Fuzz.seeds("0Subject: a\r\n\r\n.\r\nb", "1a\rb", "2a\nb", "3a\r", "4\0", "5\r\n\r\n");
    }

    @MethodSource("seeds")
    @FuzzTest
    void isTakenWhole(byte[] input) {
        String wire = Fuzz.text(Fuzz.rest(input));
        List<byte[]> pieces = Fuzz.pieces(input);
        Fuzz.same(new Taken(false, wire), take(BodyType.BINARY_MIME, pieces));
        boolean refused = VIOLATION.matcher(wire).find();
        Taken text = take(BodyType.EIGHT_BIT_MIME, pieces);
        Fuzz.same(refused, text.refused());
        Fuzz.holds(refused || text.content().equals(wire.replace("\r\n", "\n")), "a text with line ends of ours");
    }

    private static Taken take(BodyType body, List<byte[]> pieces) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        ChunkReceiver receiver = new ChunkReceiver(Dialogue.terms(Optional.empty(), 0, false), body, new Reception() {
            @Override
            public void write(byte[] buffer, int offset, int length) {
                kept.write(buffer, offset, length);
            }

            @Override
            public SmtpReply commit(long wireOctets) {
                return Replies.NOOP_OK;
            }

            @Override
            public void abort() {
                kept.reset();
            }
        });
        for (byte[] piece : pieces) {
            receiver.announce(piece.length);
            receiver.take(piece.clone(), 0, piece.length);
            receiver.endOfChunk(piece.length);
        }
        boolean refused = !receiver.finish().isPositive();
        return new Taken(refused, refused ? "" : Fuzz.text(kept.toByteArray()));
    }
}
