package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.pabal.core.policy.RateLimiter.Bucket;
import org.pabal.core.policy.RateLimiter.Rate;

class RateLimiterTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock();
    private final RateLimiter limiter = new RateLimiter(new Rate(3, MINUTE), 4, clock);

    private void empties(String key) {
        while (limiter.take(key)) {}
    }

    @Test
    void aBucketGivesItsBurstAndNoMore() {
        assertThat(limiter.take("a")).isTrue();
        assertThat(limiter.take("a")).isTrue();
        assertThat(limiter.take("a")).isTrue();
        assertThat(limiter.take("a")).isFalse();
        assertThat(limiter.take("b")).isTrue();
    }

    @Test
    void itFillsEvenlyAndNotBeyondItsBurst() {
        empties("a");
        assertThat(limiter.waitFor("a")).isEqualTo(Duration.ofSeconds(20));

        clock.passes(Duration.ofSeconds(19));
        assertThat(limiter.take("a")).isFalse();
        clock.passes(Duration.ofSeconds(1));
        assertThat(limiter.waitFor("a")).isZero();
        assertThat(limiter.take("a")).isTrue();
        assertThat(limiter.take("a")).isFalse();

        clock.passes(Duration.ofDays(1));
        assertThat(limiter.take("a", 3)).isTrue();
        assertThat(limiter.take("a")).isFalse();
    }

    @Test
    void whatIsRefusedCostsNothing() {
        assertThat(limiter.take("a", 4)).isFalse();
        assertThat(limiter.take("a", 2)).isTrue();
        assertThat(limiter.take("a", 2)).isFalse();
        assertThat(limiter.take("a")).isTrue();
    }

    @Test
    void aResetBucketIsFull() {
        empties("a");
        empties("b");

        assertThat(limiter.reset("a")).isTrue();
        assertThat(limiter.reset("a")).isFalse();
        assertThat(limiter.take("a", 3)).isTrue();
        limiter.resetAll();
        assertThat(limiter.take("b", 3)).isTrue();
    }

    @Test
    void theEmptiestAreListedFirstAndFullOnesNotAtAll() {
        limiter.take("a");
        empties("b");
        limiter.take("c", 2);

        assertThat(limiter.emptiest(2))
                .containsExactly(
                        new Bucket("b", 3, 0, clock.instant().plus(MINUTE)),
                        new Bucket("c", 2, 1, clock.instant().plusSeconds(40)));
        clock.passes(Duration.ofSeconds(50));
        assertThat(limiter.emptiest(10)).extracting(Bucket::key).containsExactly("b");
        assertThat(limiter.emptiest(10).getFirst().available()).isEqualTo(2);
    }

    @Test
    void manyKeysPushOutNoBucketThatIsNearItsEnd() {
        // T-DOS 74
        empties("spammer");
        limiter.take("user", 2);

        for (int i = 0; i < 1_000; i++) {
            assertThat(limiter.take("stray" + i)).isTrue();
        }

        assertThat(limiter.emptiest(100)).hasSizeLessThanOrEqualTo(4);
        assertThat(limiter.take("spammer")).isFalse();
        assertThat(limiter.take("user", 2)).isFalse();
    }

    @Test
    void aNewcomerIsCountedAlsoWhereTheTableIsFullOfEmptyBuckets() {
        for (String key : List.of("a", "b", "c", "d")) {
            empties(key);
        }

        empties("newcomer");
        assertThat(limiter.take("newcomer")).isFalse();
    }

    @Test
    void aClockThatStepsBackLocksNobodyOutForLongerThanTheRate() {
        empties("a");
        clock.passes(Duration.ofDays(-1));

        assertThat(limiter.take("a")).isFalse();
        clock.passes(MINUTE);
        assertThat(limiter.waitFor("a")).isLessThanOrEqualTo(MINUTE);
        assertThat(limiter.emptiest(1).getFirst().used()).isEqualTo(3);
    }

    @Test
    void threadsTogetherTakeNoMoreThanThereIs() throws Exception {
        RateLimiter shared =
                new RateLimiter(new Rate(1_000, Duration.ofDays(300)), 10, InstantSource.fixed(clock.instant()));
        Callable<Integer> taker = () -> {
            int taken = 0;
            for (int i = 0; i < 500; i++) {
                taken += shared.take("a") ? 1 : 0;
            }
            return taken;
        };
        int total = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> taken : threads.invokeAll(List.of(taker, taker, taker, taker))) {
                total += taken.get();
            }
        }
        assertThat(total).isEqualTo(1_000);
    }

    @Property
    void itNeverGivesMoreThanTheBurstAndWhatHasRunInSince(
            @ForAll @Size(max = 200) List<@IntRange(max = 5_000) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 50) int burst) {
        ManualClock time = new ManualClock();
        RateLimiter any = new RateLimiter(new Rate(burst, Duration.ofSeconds(10)), 5, time);
        int taken = 0;
        Duration passed = Duration.ZERO;
        for (int pause : pauses) {
            time.passes(Duration.ofMillis(pause));
            passed = passed.plusMillis(pause);
            taken += any.take("key") ? 1 : 0;
            // what the bucket held at first, and what has run in since
            assertThat((long) taken).isLessThanOrEqualTo(burst + passed.toMillis() * burst / 10_000 + 1);
        }
    }

    @Test
    void senselessRatesAreRefused() {
        assertThatThrownBy(() -> new Rate(0, MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, Duration.ofDays(400))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limiter.take("a", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
