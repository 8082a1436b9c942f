package org.pabal.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pabal.cli.text.Table.Column.FLEXIBLE;
import static org.pabal.cli.text.Table.Column.LEFT;
import static org.pabal.cli.text.Table.Column.RIGHT;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    private final Table table = new Table(List.of(RIGHT, FLEXIBLE, LEFT), List.of("번호", "수신자", "STATE"));

    @Test
    void alignsKoreanAndLatinByTheirWidth() {
        table.row(List.of("7", "파발@예시.test", "up"));
        table.row(List.of("12345", "a@b.test", "waiting"));

        assertThat(table.lines(OptionalInt.empty()))
                .containsExactly(" 번호  수신자          STATE", "    7  파발@예시.test  up", "12345  a@b.test        waiting");
    }

    @Test
    void cutsTheFlexibleColumnToFit() {
        table.row(List.of("7", "somebody-with-a-long-name@example.test", "waiting"));

        List<String> lines = table.lines(OptionalInt.of(40));

        assertThat(lines.get(1))
                .isEqualTo("   7  somebody-with-a-long-nam…  waiting")
                .hasSize(40);
    }

    @Test
    void neverCutsANumberHoweverNarrowTheTerminal() {
        table.row(List.of("123456789", "somebody@example.test", "waiting"));

        assertThat(table.lines(OptionalInt.of(10)).get(1)).isEqualTo("123456789  somebod…  waiting");
    }

    @Test
    void showsNotesUnderTheirRowWithoutWideningColumns() {
        table.row(List.of("7", "a@b.test", "failed"));
        table.note("no such user\u001b[2J");

        assertThat(table.lines(OptionalInt.empty())).endsWith("   7  a@b.test  failed", "      no such user?[2J");
        assertThat(table.lines(OptionalInt.of(14))).last().isEqualTo("      no such…");
    }

    @Test
    void wantsARowOfItsOwnShape() {
        assertThatThrownBy(() -> table.row(List.of("7"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"abc,3", "한글,4", "ｆｕｌｌ,8", "e\u0301,1", "日本,4", "…,1", "'',0"})
    void widthsAreThoseOfATerminal(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({"한글입니다,10,한글입니다", "한글입니다,9,한글입니…", "한글입니다,8,한글입…", "abc,1,…", "abc,0,''"})
    void textIsCutBetweenCharacters(String text, int columns, String cut) {
        assertThat(DisplayWidth.cut(text, columns)).isEqualTo(cut);
    }
}
