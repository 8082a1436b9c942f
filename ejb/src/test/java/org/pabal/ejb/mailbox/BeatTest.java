package org.pabal.ejb.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeatTest {
    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 999", "999, 1", "1000, 1000", "1001, 999", "123456, 544"})
    void anAnswerWaitsForTheEndOfItsBeat(long taken, long rest) {
        assertThat(new Beat(Duration.ofNanos(1000)).rest(taken)).isEqualTo(rest);
    }

    @Test
    void theAnswerIsThatOfTheWorkAndDoesNotComeBeforeTheBeat() {
        long began = System.nanoTime();

        assertThat(new Beat(Duration.ofMillis(20)).answer(() -> "keys")).isEqualTo("keys");

        assertThat(System.nanoTime() - began)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void aStopCutsTheBeatShortAndIsNotForgotten() {
        Thread.currentThread().interrupt();

        assertThat(new Beat(Duration.ofHours(1)).answer(() -> "keys")).isEqualTo("keys");

        assertThat(Thread.interrupted()).isTrue();
    }
}
