package org.pabal.connector;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.smtp.Limits;

/** Octets of a socket: the lines are the same however they arrive, each within its limit, and none holds what ends a line. */
class WireFuzzTest {
    private static final int LONGEST_PIECE = 2_000;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "0EHLO a\r\nMAIL FROM:<>\r\n\r\n",
                        "1EHLO a\nMAIL\r\n",
                        "2EHLO\r\r\n",
                        "3" + "x".repeat(1022) + "\r\nNOOP\r\n",
                        "4" + "x".repeat(1023) + "\r\nNOOP\r\n",
                        "5AUTH PLAIN " + "x".repeat(12_000) + "\r\nNOOP\r\n",
                        "6" + "x".repeat(3000) + "\0\r\n",
                        "7QUIT")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void becomeTheSameLines(byte[] input) throws IOException {
        byte[] octets = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
        Random lengths = new Random(input.length == 0 ? 0 : input[0]);
        List<String> atOnce = lines(new ByteArrayInputStream(octets));
        List<String> inPieces = lines(new ByteArrayInputStream(octets) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int room) {
                int length = 1 + lengths.nextInt(LONGEST_PIECE) / (1 + lengths.nextInt(LONGEST_PIECE));
                return super.read(buffer, offset, Math.min(room, length));
            }
        });
        if (!atOnce.equals(inPieces)) {
            throw new AssertionError(atOnce + " at once, and in pieces " + inPieces);
        }
    }

    private static List<String> lines(InputStream wire) throws IOException {
        WireReader reader = new WireReader(wire, new WireWriter(new ByteArrayOutputStream()));
        List<String> lines = new ArrayList<>();
        while (true) {
            WireReader.Line next = reader.next();
            lines.add(next == WireReader.Line.COMPLETE ? line(reader) : next.name());
            if (next == WireReader.Line.MALFORMED || next == WireReader.Line.END_OF_INPUT) {
                return lines;
            }
        }
    }

    private static String line(WireReader reader) {
        String line = new String(reader.buffer(), reader.lineStart(), reader.lineLength(), StandardCharsets.ISO_8859_1);
        boolean auth = line.regionMatches(true, 0, "AUTH ", 0, 5);
        boolean within = line.length() + 2 <= (auth ? Limits.AUTH_LINE : Limits.COMMAND_LINE);
        if (!within || line.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new AssertionError("no line: " + line);
        }
        return line;
    }
}
