package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaildirNamesTest {
    private static final InstantSource STOPPED = InstantSource.fixed(Instant.parse("2026-11-22T06:17:32.000042Z"));

    @Test
    void nameTellsTimeProcessNumberHostAndSize() {
        MaildirNames names = new MaildirNames("mx.local.test", 12, STOPPED, () -> 0xabcL);

        assertThat(names.next(4156)).isEqualTo("1795328252.M42P12Q1_0000000000000abc.mx.local.test,S=4156");
        assertThat(names.next(7)).isEqualTo("1795328252.M42P12Q2_0000000000000abc.mx.local.test,S=7");
    }

    @Test
    void namesDifferEvenIfClockAndChanceStandStill() {
        MaildirNames names = new MaildirNames("mx", 12, STOPPED, () -> 1);

        assertThat(IntStream.range(0, 1000).mapToObj(i -> names.next(1)).distinct())
                .hasSize(1000);
    }

    @ParameterizedTest
    @CsvSource({"a/b, a\\057b", "a:b, a\\072b", "'a,S=1', 'a\\054S\\0751'", "mx_1-2.test, mx_1-2.test"})
    void hostIsEscaped(String host, String escaped) {
        assertThat(new MaildirNames(host, 1, STOPPED, () -> 1).next(1)).endsWith("." + escaped + ",S=1");
    }

    @Test
    void longHostIsCut() {
        assertThat(new MaildirNames("x".repeat(255), 1, STOPPED, () -> 1).next(1))
                .contains("." + "x".repeat(64) + ",S=");
    }
}
