package org.pabal.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.Vectors;

/** Against what vpopmail's own functions made of the same texts. */
class QuotaTest {
    static Stream<Vectors.Row> formats() {
        return Vectors.rows("vpopmail-quota-format.tsv");
    }

    static Stream<Vectors.Row> usages() {
        return Vectors.rows("vpopmail-quota-usage.tsv");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writtenTextIsStoredAsVpopmailDoes(Vectors.Row row) {
        assertThat(Quota.written(row.text(0)).map(Quota::text).orElse("")).isEqualTo(row.text(1));
    }

    @ParameterizedTest
    @MethodSource("usages")
    void usageIsJudgedAsVpopmailDoes(Vectors.Row row) {
        Quota quota = Quota.stored(row.text(0));
        Usage usage = new Usage(Long.parseLong(row.text(1)), Long.parseLong(row.text(2)));

        assertThat(quota.fits(usage)).isEqualTo(row.text(3).equals("0"));
        assertThat(quota.percentage(usage)).isEqualTo(Integer.parseInt(row.text(4)));
    }

    @Test
    void whateverBeginsWithNoIsNone() {
        assertThat(Quota.stored("NOQUOTA")).isEqualTo(Quota.NONE);
        assertThat(Quota.stored("NONSENSE")).isEqualTo(Quota.NONE);
    }

    @Test
    void percentageOfHugeNumbersIsRight() {
        Quota quota = Quota.stored(Long.MAX_VALUE + "S");

        assertThat(quota.percentage(new Usage(Long.MAX_VALUE / 2, 1))).isEqualTo(50);
        assertThat(quota.percentage(new Usage(-5, 1))).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "noquota NOQUOTA",
                "10M 10485760S",
                "10mb 10485760S",
                "10240KB 10485760S",
                "1000s,20c 1000S,20C",
                "20C,1KBS 1024S,20C",
                "20c 20C"
            })
    void administratorsMayWriteWhatIsClear(String text, String stored) {
        assertThat(Quota.require(text).text()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1G",
                "10X",
                "1.5M",
                "0S",
                "0",
                "abc",
                "10M,20M",
                "10M,",
                "1C,2C",
                "-5S",
                "99999999999999S",
                "1 M"
            })
    void whatVpopmailWouldMisunderstandIsRefused(String text) {
        assertThatThrownBy(() -> Quota.require(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A quota is NOQUOTA, or a number of octets");
    }
}
