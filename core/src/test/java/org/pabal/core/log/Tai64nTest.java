package org.pabal.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.Vectors;
import org.pabal.core.Vectors.Row;

class Tai64nTest {
    static Stream<Row> vectors() {
        return Vectors.rows("tai64n.tsv");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void labelsAreThoseOfDaemontools(Row row) {
        Instant instant = Instant.ofEpochSecond(Long.parseLong(row.text(2)), Long.parseLong(row.text(3)));

        assertThat(Tai64n.label(instant)).isEqualTo(row.text(1));
        assertThat(Tai64n.parseLabel(row.text(1))).contains(instant);
    }

    @Test
    void aStampIsTheLabelInOctets() {
        Instant instant = Instant.ofEpochSecond(1_709_164_800, 500);

        assertThat("@" + HexFormat.of().formatHex(Tai64n.stamp(instant))).isEqualTo(Tai64n.label(instant));
    }

    @Property
    void whatIsWrittenIsRead(
            @ForAll @LongRange(min = -31_557_014_167_219_200L, max = 31_556_889_864_403_199L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant instant = Instant.ofEpochSecond(seconds, nanos);

        assertThat(Tai64n.parseLabel(Tai64n.label(instant))).contains(instant);
        assertThat(Tai64n.parseStamp(Tai64n.stamp(instant))).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@400000003b4a39c23294b13",
                "@400000003b4a39c23294b13c0",
                "@400000003B4A39C23294B13C",
                "x400000003b4a39c23294b13c",
                "@+00000003b4a39c23294b13c",
                "@400000003b4a39c23b9aca00",
                "@ffffffffffffffff00000000",
                "@000000000000000000000000"
            })
    void whatIsNoLabelIsNoTime(String text) {
        assertThat(Tai64n.parseLabel(text)).isEmpty();
    }

    @Test
    void whatIsNoStampIsNoTime() {
        assertThat(Tai64n.parseStamp(new byte[11])).isEmpty();
        assertThat(Tai64n.parseStamp(HexFormat.of().parseHex("4000000000000000ffffffff")))
                .isEmpty();
    }
}
