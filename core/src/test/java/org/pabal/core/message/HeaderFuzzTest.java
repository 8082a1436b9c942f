package org.pabal.core.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.address.DomainName;

/** Header sections: hops are counted the same however a content is cut, and nothing typed changes the form of our own field. */
class HeaderFuzzTest {
    private static final DomainName US = new DomainName("mx.local.test");

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "0Received: a\nDelivered-To: b\nX: c\n received:\n\nReceived: no\n",
                "1RECEIVED:\r\n\r\n",
                "2client.test",
                "3[IPv6:2001:db8::1]",
                "4a\r\nX: y\n");
    }

    @MethodSource("seeds")
    @FuzzTest
    void haveOneMeaning(byte[] input) throws IOException {
        byte[] whole = Fuzz.rest(input);
        HeaderScanner scanner = scanned(Fuzz.pieces(input));
        HeaderScanner atOnce = scanned(List.of(whole));
        Fuzz.same(hops(Fuzz.text(whole)), (long) scanner.hops());
        Fuzz.same(atOnce.octets(), scanner.octets());
        Fuzz.same(atOnce.isOpen(), scanner.isOpen());
        Fuzz.same(atOnce.isBeyondAscii(), scanner.isBeyondAscii());
        try (var header = HeaderSection.of(new Content.InMemory(whole)).open()) {
            String shown = Fuzz.text(header.readAllBytes());
            Fuzz.holds(shown.indexOf('\r') < 0 && shown.indexOf('\0') < 0 && !shown.contains("\n\n"), "a header alone");
        }
        hasItsForm(Fuzz.text(whole));
    }

    private static void hasItsForm(String typed) {
        var origin = new ReceivedField.Origin(
                typed, true, Optional.of(typed), InetAddress.getLoopbackAddress(), Optional.empty());
        String field = Fuzz.text(new ReceivedField(origin, US, "1").octets(Instant.ofEpochSecond(9)));
        String[] lines = field.split("\n", -1);
        Fuzz.holds(lines.length == 3 && lines[2].isEmpty() && lines[1].startsWith("  by mx.local.test with "), field);
        Fuzz.holds(Fuzz.isOneLine(lines[0]) && lines[0].endsWith("127.0.0.1])"), field);
    }

    private static HeaderScanner scanned(List<byte[]> pieces) {
        HeaderScanner scanner = new HeaderScanner();
        pieces.forEach(piece -> scanner.scan(piece, 0, piece.length));
        return scanner;
    }

    /** An independent opinion. */
    private static long hops(String text) {
        String plain = text.replace("\r", "");
        int end = plain.startsWith("\n") ? 0 : plain.indexOf("\n\n");
        return plain.substring(0, end < 0 ? plain.length() : end)
                .lines()
                .filter(line -> line.regionMatches(true, 0, "received:", 0, 9)
                        || line.regionMatches(true, 0, "delivered-to:", 0, 13))
                .count();
    }
}
