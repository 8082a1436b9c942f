package org.pabal.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderScannerTest {
    private static HeaderScanner scan(String content, int pieceLength) {
        HeaderScanner scanner = new HeaderScanner();
        byte[] octets = content.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < octets.length; i += pieceLength) {
            scanner.scan(octets, i, Math.min(pieceLength, octets.length - i));
        }
        return scanner;
    }

    @ParameterizedTest
    @CsvSource({
        "'Received: x\n\n', 1",
        "'RECEIVED: x\nreceived:y\nDelivered-To: z\n\n', 3",
        "'Received: x\n by y\n Received: folded\n\n', 1",
        "'Received-SPF: pass\nDelivered: no\nX-Received: x\n\n', 0",
        "'Receive: x\nReceived', 0",
        "'A: b\n\nReceived: in the body\n', 0",
        "'\nReceived: in the body\n', 0",
        "'Received:', 1",
        "'', 0",
    })
    void countsHopsInTheHeaderSectionOnly(String content, int hops) {
        for (int pieceLength = 1; pieceLength <= content.length() + 1; pieceLength++) {
            assertThat(scan(content, pieceLength).hops())
                    .as("pieces of %d", pieceLength)
                    .isEqualTo(hops);
        }
    }

    @Test
    void measuresTheHeaderSection() {
        assertThat(scan("A: b\nC: d\n\nbody\n", 3).octets()).isEqualTo(11);
        assertThat(scan("A: b\nno end of it", 100).octets()).isEqualTo(17);
        assertThat(scan("\nbody", 100).octets()).isEqualTo(1);
    }
}
