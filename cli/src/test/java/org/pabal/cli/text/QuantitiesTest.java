package org.pabal.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "1023,1023 B",
        "1024,1.0 KiB",
        "4200,4.1 KiB",
        "1048524,1023.9 KiB",
        "1048575,1.0 MiB",
        "5368709120,5.0 GiB"
    })
    void sizesHaveAUnit(long octets, String text) {
        assertThat(Quantities.size(octets)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT-5S,0s", "PT59S,59s", "PT1M,1m", "PT59M59S,59m", "PT1H,1h", "PT23H59M,23h", "PT24H,1d", "PT170H,7d"})
    void agesAreInTheLargestUnitThatFits(Duration age, String text) {
        assertThat(Quantities.age(age)).isEqualTo(text);
    }

    @Test
    void timesHaveAZone() {
        Instant instant = Instant.parse("2026-03-01T23:05:09Z");

        assertThat(Quantities.time(instant, ZoneId.of("Asia/Seoul"))).isEqualTo("2026-03-02 08:05:09 KST");
        assertThat(Quantities.time(instant, ZoneId.of("UTC"))).isEqualTo("2026-03-01 23:05:09 UTC");
        assertThat(Quantities.shortTime(instant, ZoneId.of("Asia/Seoul"))).isEqualTo("03-02 08:05");
    }
}
