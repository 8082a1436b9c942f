package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataEncoderTest {
    static String encode(List<String> pieces) {
        DataEncoder encoder = new DataEncoder();
        StringBuilder wire = new StringBuilder();
        for (String piece : pieces) {
            byte[] out = new byte[DataEncoder.maxEncoded(piece.length())];
            int end = encoder.encode(Wire.octets(piece), 0, piece.length(), out, 0);
            wire.append(Wire.text(out, 0, end));
        }
        byte[] out = new byte[DataEncoder.MAX_FINISH];
        return wire.append(Wire.text(out, 0, encoder.finish(out, 0))).toString();
    }

    /** An independent opinion: whole-string replacements instead of an automaton. */
    private static String reference(String stored) {
        String clean = normal(stored);
        return ("\n" + clean).replace("\n.", "\n..").substring(1).replace("\n", "\r\n") + ".\r\n";
    }

    private static String normal(String stored) {
        String clean = stored.replace("\r\n", "\n").replace('\r', ' ').replace('\0', ' ');
        return clean.isEmpty() || clean.endsWith("\n") ? clean : clean + "\n";
    }

    @Test
    void agreesWithTheReferenceOnEveryShortString() {
        AllStrings.upTo(7, stored -> {
            String expected = reference(stored);
            if (!encode(List.of(stored)).equals(expected)) {
                assertThat(encode(List.of(stored))).as(stored).isEqualTo(expected);
            }
        });
    }

    @Test
    void piecesMakeNoDifferenceWhereverTheyAreCut() {
        AllStrings.upTo(6, stored -> {
            String expected = reference(stored);
            for (int cut = 1; cut < stored.length(); cut++) {
                String got = encode(List.of(stored.substring(0, cut), stored.substring(cut)));
                if (!got.equals(expected)) {
                    assertThat(got).as(stored + " cut at " + cut).isEqualTo(expected);
                }
            }
        });
    }

    @Test
    void everyStoredStringIsOneMessageForAStrictReader() {
        // T-SMG 14
        AllStrings.upTo(7, stored -> {
            String wire = encode(List.of(stored));
            DataDecoderTest.Decoded expected =
                    new DataDecoderTest.Decoded(DataDecoder.Progress.END, normal(stored), wire.length());
            if (!DataDecoderTest.reference(wire).equals(expected)) {
                assertThat(DataDecoderTest.reference(wire)).as(stored).isEqualTo(expected);
            }
        });
    }

    @Test
    void aStrayCrCannotForgeAnEndOfData() {
        // T-SMG 14
        assertThat(encode(List.of("a\r.\r\nMAIL FROM:<s@ext.test>\n")))
                .isEqualTo("a .\r\nMAIL FROM:<s@ext.test>\r\n.\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 40_000})
    void sendsContentsOfAnyLengthWithTheirEnd(int length) throws IOException {
        String content = ".2345678\n".repeat(length / 9 + 1).substring(0, length);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        new DataEncoder().send(new ByteArrayInputStream(Wire.octets(content)), wire);
        assertThat(wire.toString(StandardCharsets.ISO_8859_1)).isEqualTo(reference(content));
    }

    @Property(tries = 300)
    void noOctetsMakeMoreThanIsPromised(@ForAll byte[] stored) {
        DataEncoder encoder = new DataEncoder();
        byte[] out = new byte[DataEncoder.maxEncoded(stored.length) + DataEncoder.MAX_FINISH];
        int end = encoder.encode(stored, 0, stored.length, out, 0);
        assertThat(end).isLessThanOrEqualTo(DataEncoder.maxEncoded(stored.length));
        assertThat(Wire.text(out, 0, encoder.finish(out, end)))
                .isEqualTo(reference(Wire.text(stored, 0, stored.length)));
    }
}
