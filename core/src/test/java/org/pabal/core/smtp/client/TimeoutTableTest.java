package org.pabal.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutTableTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final InetAddress HOST = host(7);

    private final TimeoutTable table = tableOf(64, 0);

    private static TimeoutTable tableOf(int size, int random) {
        return new TimeoutTable(size, new RandomGenerator() {
            @Override
            public long nextLong() {
                return random;
            }

            @Override
            public int nextInt(int bound) {
                assertThat(bound).isEqualTo(32);
                return random;
            }
        });
    }

    private static InetAddress host(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, (byte) (last >> 8), (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private int timeouts() {
        return table.entries().getFirst().timeouts();
    }

    @Test
    void oneTimeoutIsShownAndBlocksNothing() {
        table.timedOut(HOST, at(0));

        assertThat(table.isBlocked(HOST, at(1))).isFalse();
        assertThat(table.entries()).containsExactly(new TimeoutTable.Entry(HOST, 1, at(0)));
    }

    /** The figures of qmail: 64 · (60 + 0…31) seconds from the last timeout that counted. */
    @ParameterizedTest
    @CsvSource({"0,3839,true", "0,3840,false", "31,5823,true", "31,5824,false", "0,3000,true", "31,5830,false"})
    void twoTimeoutsBlockForAWhile(int random, long seconds, boolean blocked) {
        TimeoutTable some = tableOf(64, random);
        some.timedOut(HOST, at(-120));
        some.timedOut(HOST, at(0));

        assertThat(some.isBlocked(HOST, at(seconds))).isEqualTo(blocked);
        assertThat(some.isBlocked(host(8), at(seconds))).isFalse();
    }

    @Test
    void timeoutsOfTheSameTwoMinutesCountOnce() {
        table.timedOut(HOST, at(0));
        table.timedOut(HOST, at(119));
        assertThat(table.entries()).containsExactly(new TimeoutTable.Entry(HOST, 1, at(0)));

        table.timedOut(HOST, at(120));
        assertThat(table.entries()).containsExactly(new TimeoutTable.Entry(HOST, 2, at(120)));
    }

    @Test
    void noMoreThanTenAreCountedAndTheLastOneStillMovesTheTime() {
        for (int i = 0; i < 15; i++) {
            table.timedOut(HOST, at(200L * i));
        }
        assertThat(table.entries()).containsExactly(new TimeoutTable.Entry(HOST, 10, at(2_800)));
    }

    @Test
    void anyAnswerEndsTheCount() {
        table.timedOut(HOST, at(0));
        table.timedOut(HOST, at(200));
        table.answered(HOST);
        assertThat(table.entries()).isEmpty();

        table.timedOut(HOST, at(210));
        assertThat(timeouts()).isEqualTo(1);
    }

    @Test
    void aFullTableLosesWhatIsOldestWhereEachTimeoutCountsFor1024Seconds() {
        TimeoutTable small = tableOf(3, 0);
        small.timedOut(host(1), at(0));
        small.timedOut(host(1), at(120));
        small.timedOut(host(2), at(1_000));
        small.timedOut(host(3), at(1_200));
        // 120 + 2048, 1000 + 1024, 1200 + 1024
        small.timedOut(host(4), at(1_300));

        assertThat(small.entries()).extracting(TimeoutTable.Entry::address).containsExactly(host(1), host(3), host(4));
    }

    @Test
    void neverGrowsBeyondItsSize() {
        for (int i = 0; i < 5_000; i++) {
            table.timedOut(host(i), at(i));
        }
        assertThat(table.entries()).hasSize(64);
        table.clear();
        assertThat(table.entries()).isEmpty();
    }

    @Test
    void aClockThatStepsBackForgetsNothing() {
        table.timedOut(HOST, at(0));
        table.timedOut(HOST, at(150));
        table.timedOut(HOST, at(-9_000));

        assertThat(table.isBlocked(HOST, at(-9_000))).isTrue();
        assertThat(timeouts()).isEqualTo(2);
    }
}
