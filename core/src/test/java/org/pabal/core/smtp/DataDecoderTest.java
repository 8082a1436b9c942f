package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataDecoderTest {
    /** What became of some wire octets, whatever pieces they came in. */
    record Decoded(DataDecoder.Progress progress, String content, int consumed) {}

    private static final Pattern VIOLATION = Pattern.compile("\r(?!\n|\\z)|(?<!\r)\n|\0");

    /** An independent opinion: whole-string searches instead of an automaton. */
    static Decoded reference(String wire) {
        String text = "\r\n" + wire;
        int end = text.indexOf("\r\n.\r\n");
        Matcher violation = VIOLATION.matcher(text);
        boolean violated = violation.find() && (end < 0 || violation.start() < end);
        if (violated) {
            return new Decoded(DataDecoder.Progress.VIOLATION, "", -1);
        }
        if (end < 0) {
            return new Decoded(DataDecoder.Progress.MORE, "", wire.length());
        }
        String lines = text.substring(0, end + 2).replace("\r\n.", "\r\n").replace("\r\n", "\n");
        return new Decoded(DataDecoder.Progress.END, lines.substring(1), end + 3);
    }

    static Decoded decode(List<String> pieces) {
        DataDecoder decoder = new DataDecoder();
        StringBuilder content = new StringBuilder();
        int consumed = 0;
        DataDecoder.Progress progress = DataDecoder.Progress.MORE;
        for (String piece : pieces) {
            if (progress == DataDecoder.Progress.MORE) {
                byte[] buffer = Wire.octets("##" + piece + "#");
                progress = decoder.decode(buffer, 2, piece.length());
                content.append(Wire.text(buffer, 2, decoder.produced()));
                consumed += decoder.consumed();
            }
        }
        return switch (progress) {
            case VIOLATION -> new Decoded(progress, "", -1);
            case MORE -> new Decoded(progress, "", consumed);
            case END -> new Decoded(progress, content.toString(), consumed);
        };
    }

    private static List<String> pieces(String wire, int cuts) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < wire.length(); i++) {
            if ((cuts & (1 << (i - 1))) != 0) {
                pieces.add(wire.substring(start, i));
                start = i;
            }
        }
        pieces.add(wire.substring(start));
        return pieces;
    }

    @Test
    void agreesWithTheReferenceOnEveryShortString() {
        // T-SMG 1-13, M2, M35
        AllStrings.upTo(7, wire -> {
            Decoded expected = reference(wire);
            if (!decode(List.of(wire)).equals(expected)) {
                assertThat(decode(List.of(wire))).as(wire).isEqualTo(expected);
            }
        });
    }

    @Test
    void piecesMakeNoDifferenceHoweverTheyAreCut() {
        AllStrings.upTo(5, wire -> {
            Decoded expected = reference(wire);
            for (int cuts = 0; cuts < 1 << Math.max(0, wire.length() - 1); cuts++) {
                Decoded got = decode(pieces(wire, cuts));
                if (!got.equals(expected)) {
                    assertThat(got).as(wire).isEqualTo(expected);
                }
            }
        });
    }

    @Test
    void everySplitOfATrueEndIsFound() {
        // T-SMG 16
        String wire = "..b\r\n.\r\nQUIT\r\n";
        for (int cuts = 0; cuts < 1 << (wire.length() - 1); cuts++) {
            assertThat(decode(pieces(wire, cuts)))
                    .isEqualTo(new Decoded(DataDecoder.Progress.END, ".b\n", wire.length() - 6));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'A\\n.\\n', BARE_LF",
        "'A\\n.\\r\\n', BARE_LF",
        "'A\\r.\\r', BARE_CR",
        "'A\\r.\\n', BARE_CR",
        "'A\\n.\\r', BARE_LF",
        "'A\\r\\n.\\rx', BARE_CR",
        "'A\\r\\n\\0.\\r\\n', NUL",
        "'A\\r\\n.\\0\\r\\n', NUL",
        "'A\\r\\n.\\r\\r\\n', BARE_CR",
        "'A\\r\\r\\n.\\r\\n', BARE_CR",
        "'A\\r\\n.\\n', BARE_LF",
        "'\\n', BARE_LF",
        "'Subject: a\\n.\\r\\n b\\r\\n', BARE_LF",
    })
    void everySmugglingSequenceIsAViolation(String escaped, DataDecoder.Violation violation) {
        // T-SMG 1-13, M1
        byte[] wire =
                Wire.octets(escaped.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0"));
        DataDecoder decoder = new DataDecoder();
        assertThat(decoder.decode(wire, 0, wire.length)).isEqualTo(DataDecoder.Progress.VIOLATION);
        assertThat(decoder.violation()).isEqualTo(violation);
    }

    @Test
    void countsLineEndsAsTwoOctetsAndStuffedDotsNotAtAll() {
        // T-LIM 61, M67
        byte[] wire = Wire.octets("..ab\r\n\r\nlonger\r\n.\r\n");
        DataDecoder decoder = new DataDecoder();
        assertThat(decoder.decode(wire, 0, wire.length)).isEqualTo(DataDecoder.Progress.END);
        assertThat(decoder.octets()).isEqualTo(3 + 2 + 2 + 6 + 2);
        assertThat(decoder.longestLine()).isEqualTo(6);
    }

    @Test
    void knowsTheLengthOfAnUnfinishedLine() {
        byte[] wire = Wire.octets("ab\r\nlonger");
        DataDecoder decoder = new DataDecoder();
        assertThat(decoder.decode(wire, 0, wire.length)).isEqualTo(DataDecoder.Progress.MORE);
        assertThat(decoder.octets()).isEqualTo(10);
        assertThat(decoder.longestLine()).isEqualTo(6);
    }

    @Test
    void findsAViolationAtEveryPlaceOfALongLine() {
        for (int length = 1; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                StringBuilder line = new StringBuilder("\u00fe\t\u0080x\u000e\u000c.".repeat(6)).append("x".repeat(8));
                line.setLength(length);
                assertThat(decode(List.of(line + "\r\n.\r\n")))
                        .isEqualTo(new Decoded(DataDecoder.Progress.END, line + "\n", length + 5));
                line.setCharAt(at, '\n');
                assertThat(decode(List.of(line + "\r\n.\r\n")).progress()).isEqualTo(DataDecoder.Progress.VIOLATION);
            }
        }
    }

    @Property(tries = 300)
    void whatWasEncodedIsDecodedUnchanged(
            @ForAll @Size(max = 20)
                    List<
                                    @Chars({'.', ' ', '\t'}) @AlphaChars @CharRange(from = '\u0080', to = '\u00ff')
                                    @StringLength(max = 30) String>
                            lines,
            @ForAll @IntRange(min = 1, max = 40) int size) {
        StringBuilder content = new StringBuilder();
        lines.forEach(line -> content.append(line).append('\n'));
        String wire = DataEncoderTest.encode(List.of(content.toString()));
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < wire.length(); i += size) {
            pieces.add(wire.substring(i, Math.min(wire.length(), i + size)));
        }
        assertThat(decode(pieces)).isEqualTo(new Decoded(DataDecoder.Progress.END, content.toString(), wire.length()));
    }
}
