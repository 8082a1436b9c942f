package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.smtp.SmtpReply;

class WireReaderTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final WireWriter writer = new WireWriter(said);

    /** Gives its octets in pieces of a length, as a socket may. */
    private static final class Pieces extends InputStream {
        private final byte[] octets;
        private final int length;
        private int at;

        Pieces(String octets, int length) {
            this.octets = octets.getBytes(StandardCharsets.ISO_8859_1);
            this.length = length;
        }

        @Override
        public int read() {
            return at < octets.length ? octets[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int room) {
            if (at == octets.length) {
                return -1;
            }
            int n = Math.min(Math.min(length, room), octets.length - at);
            System.arraycopy(octets, at, buffer, offset, n);
            at += n;
            return n;
        }
    }

    private WireReader reader(String octets, int pieceLength) {
        return new WireReader(new Pieces(octets, pieceLength), writer);
    }

    private static String line(WireReader reader) {
        return new String(reader.buffer(), reader.lineStart(), reader.lineLength(), StandardCharsets.ISO_8859_1);
    }

    /** What a whole input is read as: the lines, or what came instead. */
    private List<String> read(String octets, int pieceLength) throws IOException {
        WireReader reader = reader(octets, pieceLength);
        List<String> lines = new ArrayList<>();
        while (true) {
            WireReader.Line next = reader.next();
            lines.add(next == WireReader.Line.COMPLETE ? line(reader) : next.name());
            if (next == WireReader.Line.MALFORMED || next == WireReader.Line.END_OF_INPUT) {
                return lines;
            }
        }
    }

    @Nested
    class Lines {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 7, 5000})
        void endInCrLfHoweverTheyArrive(int pieceLength) throws IOException {
            assertThat(read("EHLO x\r\n\r\nNOOP\r\nQUI", pieceLength))
                    .containsExactly("EHLO x", "", "NOOP", "END_OF_INPUT");
        }

        @ParameterizedTest
        @CsvSource({"'NOOP\\nRSET\\r\\n'", "'NOOP\\rRSET\\r\\n'", "'NOOP\\0\\r\\n'", "'NOOP\\r\\r\\n'", "'\\n'"})
        void endInNothingElse(String escaped) throws IOException {
            String octets = escaped.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
            for (int pieceLength = 1; pieceLength <= octets.length(); pieceLength++) {
                assertThat(read(octets, pieceLength)).containsExactly("MALFORMED");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "512, true",
            "1000, true",
            "1024, true",
            "1025, false",
            "1026, false",
            "12288, false",
            "1000000, false"
        })
        void haveALengthLimit(int octetsWithCrLf, boolean accepted) throws IOException {
            String line = "x".repeat(octetsWithCrLf - 2);
            for (int pieceLength : new int[] {100, 1023, 1024, 100_000}) {
                assertThat(read(line + "\r\nNOOP\r\n", pieceLength))
                        .containsExactly(accepted ? line : "TOO_LONG", "NOOP", "END_OF_INPUT");
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {100, 1023, 1024, 100_000})
        void ofAuthMayBeLongerHoweverTheyArrive(int pieceLength) throws IOException {
            String auth = "AUTH PLAIN " + "x".repeat(2000);
            // the second may be in the buffer as a whole already
            assertThat(read(auth + "\r\n" + auth + "\r\nNOOP\r\n", pieceLength))
                    .containsExactly(auth, auth, "NOOP", "END_OF_INPUT");
        }

        @Test
        void areSkippedStrictlyToo() throws IOException {
            assertThat(read("x".repeat(3000) + "\nNOOP\r\n", 100)).containsExactly("MALFORMED");
            assertThat(read("x".repeat(3000), 100)).containsExactly("END_OF_INPUT");
        }
    }

    @Nested
    class Content {
        @Test
        void isFollowedByTheCommandsThatCameWithIt() throws IOException {
            String rest = "NOOP\r\n".repeat(1000);
            WireReader reader = reader("DATA\r\nabc" + rest, 9000);
            assertThat(reader.next()).isEqualTo(WireReader.Line.COMPLETE);
            reader.widen();
            while (reader.pending() < 3) {
                assertThat(reader.fill()).isTrue();
            }
            reader.consume(3);
            for (int i = 0; i < 1000; i++) {
                assertThat(reader.next()).isEqualTo(WireReader.Line.COMPLETE);
                assertThat(line(reader)).isEqualTo("NOOP");
            }
            assertThat(reader.next()).isEqualTo(WireReader.Line.END_OF_INPUT);
        }

        @Test
        void takesALargeBufferOnlyForItself() throws IOException {
            WireReader reader = reader("x".repeat(200_000) + "NOOP\r\n", 200_000);
            assertThat(reader.buffer()).hasSize(1024);
            reader.widen();
            assertThat(reader.buffer()).hasSize(16 * 1024);
            int taken = 0;
            while (taken < 200_000) {
                assertThat(reader.fill()).isTrue();
                int now = Math.min(reader.pending(), 200_000 - taken);
                reader.consume(now);
                taken += now;
            }
            assertThat(reader.buffer()).hasSize(64 * 1024);
            assertThat(reader.next()).isEqualTo(WireReader.Line.COMPLETE);
            assertThat(reader.buffer()).hasSize(1024);
            assertThat(line(reader)).isEqualTo("NOOP");
        }
    }

    @Test
    void repliesWaitUntilReadingWouldHaveTo() throws IOException {
        WireReader reader = reader("NOOP\r\nNOOP\r\n", 12);
        assertThat(reader.next()).isEqualTo(WireReader.Line.COMPLETE);
        writer.say(SmtpReply.of(250, "one"));
        assertThat(reader.next()).isEqualTo(WireReader.Line.COMPLETE);
        writer.say(SmtpReply.of(250, "two"));
        assertThat(said.size()).isZero();
        assertThat(reader.next()).isEqualTo(WireReader.Line.END_OF_INPUT);
        assertThat(said.toString(StandardCharsets.US_ASCII)).isEqualTo("250 one\r\n250 two\r\n");
    }

    @Test
    void moreRepliesThanFitAreSaidAtOnce() throws IOException {
        SmtpReply reply = SmtpReply.of(250, "x".repeat(200));
        for (int i = 0; i < 5; i++) {
            writer.say(reply);
        }
        assertThat(said.size()).isEqualTo(4 * 206);
        writer.say(SmtpReply.of(250, "x".repeat(600)));
        assertThat(said.size()).isEqualTo(5 * 206 + 606);
        writer.flush();
        assertThat(said.size()).isEqualTo(5 * 206 + 606);
    }
}
