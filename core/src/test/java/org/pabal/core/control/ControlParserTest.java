package org.pabal.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.control.ControlParser.Entry;

class ControlParserTest {
    @ParameterizedTest
    @ValueSource(strings = {"mx.test", "mx.test\n", "mx.test \t\n", "mx.test\nsecond\n", "mx.test\n\n"})
    void aLineIsTheFirstWithoutTrailingBlanks(String text) {
        assertThat(ControlParser.line(text)).isEqualTo("mx.test");
    }

    @Test
    void leadingBlanksAndHashesBelongToALine() {
        assertThat(ControlParser.line("  # x\n")).isEqualTo("  # x");
        assertThat(ControlParser.line("")).isEmpty();
        assertThat(ControlParser.line("\nsecond")).isEmpty();
    }

    @Test
    void aListSkipsEmptyLinesAndComments() {
        assertThat(ControlParser.entries("# ours\n\na.test\t \n #b\n   \n#c\nlast"))
                .containsExactly(new Entry(3, "a.test"), new Entry(4, " #b"), new Entry(7, "last"));
    }

    @Test
    void theSecondLineIsTheNextThatSaysSomething() {
        assertThat(ControlParser.secondLine("a\n\n \t\nb\nc")).contains(new Entry(4, "b"));
        assertThat(ControlParser.secondLine("a\n\n\t\n")).isEmpty();
    }
}
