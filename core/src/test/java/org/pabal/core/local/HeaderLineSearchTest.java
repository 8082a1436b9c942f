package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.message.Content;

class HeaderLineSearchTest {
    private static final String LINE = "Delivered-To: ada@local.test";

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINE + "\n",
                LINE + "\n\n",
                "A: b\n" + LINE + "\nC: d\n\nbody",
                "A: b\n c\n" + LINE + "\n",
            })
    void findsTheLine(String message) throws IOException {
        assertThat(find(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n" + LINE + "\n",
                "A: b\n\n" + LINE + "\n",
                LINE,
                LINE + "\r\n",
                LINE + " \n",
                " " + LINE + "\n",
                "X" + LINE + "\n",
                LINE + "x\n",
                "delivered-to: ada@local.test\n",
                "Delivered-To: Ada@local.test\n",
                "Delivered-To: ada@local.tes\n",
            })
    void findsNothingElse(String message) throws IOException {
        assertThat(find(message)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'A: b\r\n%s\r\n\r\n', true", "'\r\n%s\r\n', false", "'A: b\r\n\r\n%s\r\n', false", "'%s\n', true"})
    void findsItBetweenTheLineEndsOfABinaryContent(String message, boolean found) throws IOException {
        byte[] octets = message.formatted(LINE).getBytes(StandardCharsets.UTF_8);
        assertThat(HeaderLineSearch.find(LINE, "\r\n", new Content.InMemory(octets)))
                .isEqualTo(found);
    }

    @Property(tries = 500)
    void agreesWithSplittingTheHeaderIntoLines(@ForAll("messages") String message) throws IOException {
        int end = message.startsWith("\n") ? 0 : message.indexOf("\n\n") + 1;
        String header = end > 0 || message.startsWith("\n") ? message.substring(0, end) : message;
        List<String> lines =
                Arrays.asList(header.substring(0, header.lastIndexOf('\n') + 1).split("\n", -1));

        assertThat(find(message)).isEqualTo(lines.contains(LINE));
    }

    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of(LINE, "\n", "\n", "x", " ", LINE + "\n", "D")
                .list()
                .ofMaxSize(8)
                .map(l -> String.join("", l));
    }

    private static boolean find(String message) throws IOException {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        boolean found = HeaderLineSearch.find(LINE, "\n", new Content.InMemory(octets));
        assertThat(HeaderLineSearch.find(LINE, "\n", new OctetByOctet(octets))).isEqualTo(found);
        return found;
    }

    /** Each read gives one octet, so that every boundary is tried. */
    private static final class OctetByOctet implements Content {
        private final byte[] bytes;

        private OctetByOctet(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long octets() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes) {
                @Override
                public synchronized int read(byte[] b, int off, int len) {
                    return super.read(b, off, Math.min(len, 1));
                }
            };
        }
    }
}
