package org.pabal.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepLimitTest {
    @ParameterizedTest
    @CsvSource({"GREETING, 5", "HELLO, 5", "MAIL, 5", "RECIPIENT, 5", "DATA, 2", "WRITE, 3", "FINAL_DOT, 10"})
    void standardSetsTheUpperLimit(StepLimit limit, long minutes) {
        assertThat(limit.within(OutboundTerms.DEFAULT_PER_STEP)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void settingMakesItShorter() {
        assertThat(StepLimit.FINAL_DOT.within(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    }
}
