package org.pabal.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private static final Instant BIRTH = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final RetrySchedule LOCAL = RetrySchedule.of(Channel.LOCAL, RetrySchedule.DEFAULT_LIFETIME);
    private static final RetrySchedule REMOTE = RetrySchedule.of(Channel.REMOTE, RetrySchedule.DEFAULT_LIFETIME);

    /** Ages in seconds at which a message is tried that is tried exactly when it is due, the last attempt included. */
    private static List<Long> attempts(RetrySchedule schedule) {
        List<Long> ages = new ArrayList<>();
        Instant attempt = BIRTH;
        while (true) {
            ages.add(Duration.between(BIRTH, attempt).toSeconds());
            if (schedule.isLastAttempt(BIRTH, attempt)) {
                return ages;
            }
            attempt = schedule.nextAttempt(BIRTH, attempt);
        }
    }

    private static List<Long> squares(int step, int last) {
        return LongStream.rangeClosed(0, last)
                .map(k -> step * k * step * k)
                .boxed()
                .toList();
    }

    @Test
    void localAttemptsAreTheSquaresOfTensForAWeekAndOneMore() {
        assertThat(attempts(LOCAL)).startsWith(0L, 100L, 400L, 900L, 1_600L, 2_500L);
        assertThat(attempts(LOCAL)).isEqualTo(squares(10, 78)).endsWith(592_900L, 608_400L);
    }

    @Test
    void remoteAttemptsAreTheSquaresOfTwentiesForAWeekAndOneMore() {
        assertThat(attempts(REMOTE)).startsWith(0L, 400L, 1_600L, 3_600L, 6_400L, 10_000L);
        assertThat(attempts(REMOTE)).isEqualTo(squares(20, 39)).endsWith(577_600L, 608_400L);
    }

    @ParameterizedTest
    @CsvSource({"99, 361", "100, 400", "120, 400", "121, 441", "0, 100", "1, 121"})
    void aLateAttemptMovesTheNextOnesToo(long age, long next) {
        assertThat(LOCAL.nextAttempt(BIRTH, BIRTH.plusSeconds(age))).isEqualTo(BIRTH.plusSeconds(next));
    }

    @Test
    void aClockThatSteppedBackMakesTheMessageNewborn() {
        assertThat(REMOTE.nextAttempt(BIRTH, BIRTH.minus(Duration.ofDays(400)))).isEqualTo(BIRTH.plusSeconds(400));
        assertThat(REMOTE.isLastAttempt(BIRTH, BIRTH.minus(Duration.ofDays(400))))
                .isFalse();
    }

    @Test
    void theLifetimeItselfIsNotYetTheEnd() {
        Instant end = BIRTH.plus(Duration.ofDays(7));

        assertThat(LOCAL.isLastAttempt(BIRTH, end)).isFalse();
        // whole seconds count (qmail-send: pass_dochan)
        assertThat(LOCAL.isLastAttempt(BIRTH, end.plusMillis(999))).isFalse();
        assertThat(LOCAL.isLastAttempt(BIRTH, end.plusSeconds(1))).isTrue();
    }

    @Test
    void withoutALifetimeTheFirstAttemptIsStillMade() {
        RetrySchedule none = RetrySchedule.of(Channel.REMOTE, Duration.ZERO);

        assertThat(none.isLastAttempt(BIRTH, BIRTH.plusMillis(20))).isFalse();
        assertThat(none.isLastAttempt(BIRTH, BIRTH.plusSeconds(1))).isTrue();
    }

    @Property
    void theNextAttemptLiesAheadAndNotTooFar(@ForAll @LongRange(max = 4_000_000_000L) long age) {
        Instant now = BIRTH.plusSeconds(age);

        Duration gap = Duration.between(now, REMOTE.nextAttempt(BIRTH, now));

        // (n + 20)² - n² is 40n + 400, and the root loses less than one
        assertThat(gap).isPositive();
        assertThat(gap.toSeconds()).isLessThanOrEqualTo(40 * (long) Math.sqrt((double) age) + 400);
    }

    @Property
    void gapsGrowWithAge(@ForAll @LongRange(max = 4_000) long root) {
        Instant young = BIRTH.plusSeconds(root * root);
        Instant old = BIRTH.plusSeconds((root + 1) * (root + 1));

        assertThat(Duration.between(old, LOCAL.nextAttempt(BIRTH, old)))
                .isGreaterThan(Duration.between(young, LOCAL.nextAttempt(BIRTH, young)));
    }
}
