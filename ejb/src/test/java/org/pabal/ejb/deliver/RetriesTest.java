package org.pabal.ejb.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.log.SilentLog;
import org.pabal.ejb.queue.DueGroup;
import org.pabal.ejb.queue.DueMail;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.OutcomeWriter;
import org.pabal.ejb.queue.RecipientOutcome;
import org.pabal.ejb.queue.Share;
import org.pabal.ejb.queue.StandingDirectives;

/**
 * The life of a recipient whose host always puts it off, on a clock of the test's own: attempts are those of qmail-send, counted
 * here from its formula by whole seconds, and not by the class under test.
 */
class RetriesTest {
    private static final Instant BIRTH = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final String BUSY = "192.0.2.7 is busy. (#4.3.2)\n";

    private final List<RecipientOutcome> recorded = new ArrayList<>();
    private String queueLifetime = "604800";
    private String delayWarning = "0";
    private Instant now = BIRTH;
    private long groups;
    private final ControlStore controls = new ControlStore() {
        @Override
        public ControlSettings current() {
            return ControlSettings.require(
                    Map.of("me", "local.test", "queuelifetime", queueLifetime, "delaywarn", delayWarning));
        }
    };
    private final Attempts attempts =
            new Attempts(controls, new StandingDirectives() {}, SilentLog.with(controls), new OutcomeWriter() {
                @Override
                public void record(List<RecipientOutcome> outcomes) {
                    recorded.addAll(outcomes);
                }
            });

    RetriesTest() {
        attempts.clock = () -> now;
    }

    /** @return the outcome of an attempt that is made now and put off */
    private RecipientOutcome attempt(Channel channel) {
        DueRecipient recipient = new DueRecipient(
                new DueMail(
                        new QueueId(1),
                        ReversePath.require("s@x.test"),
                        MailOptions.of(BodyType.SEVEN_BIT),
                        BIRTH,
                        3,
                        true,
                        false),
                0,
                channel,
                EmailAddress.require("r@far.test"),
                RecipientOptions.NONE,
                Share.FEW);
        attempts.run(
                new DueGroup(++groups, channel, List.of(recipient)),
                group -> List.of(new DeliveryOutcome.Deferred(BUSY)));
        return recorded.removeLast();
    }

    /** @return ages in seconds at which attempts began, each when it was due, the last one included */
    private List<Long> life(Channel channel) {
        List<Long> ages = new ArrayList<>();
        while (true) {
            ages.add(age());
            switch (attempt(channel)) {
                case RecipientOutcome.Deferred later -> now = later.times().nextAttempt();
                case RecipientOutcome.Finished failed -> {
                    assertThat(failed.report())
                            .isEqualTo(BUSY
                                    + "I'm not going to try again; this message has been in the queue too long.\n");
                    return ages;
                }
                case RecipientOutcome other -> throw new AssertionError("not expected: " + other);
            }
        }
    }

    private long age() {
        return Duration.between(BIRTH, now).toSeconds();
    }

    /** qmail-send: nextretry with chanskip, and its squareroot: the greatest number whose square is not more. */
    private static List<Long> qmail(Channel channel, long lifetime) {
        long skip = channel == Channel.LOCAL ? 10 : 20;
        List<Long> ages = new ArrayList<>();
        long age = 0;
        while (age <= lifetime) {
            ages.add(age);
            long root = 0;
            while ((root + 1) * (root + 1) <= age && root < 65_535) {
                root++;
            }
            age = (root + skip) * (root + skip);
        }
        ages.add(age);
        return ages;
    }

    @ParameterizedTest
    @EnumSource
    void aWholeLifeHasQmailsAttempts(Channel channel) {
        assertThat(life(channel)).isEqualTo(qmail(channel, 7 * DAY));
    }

    @Test
    void aDayHas30LocalAnd15RemoteAttempts() {
        assertThat(life(Channel.LOCAL).stream().filter(age -> age <= DAY))
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 29)
                        .map(k -> 100 * k * k)
                        .boxed()
                        .toList());
        now = BIRTH;
        assertThat(life(Channel.REMOTE).stream().filter(age -> age <= DAY))
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 14)
                        .map(k -> 400 * k * k)
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, 0", "LOCAL, 3600", "REMOTE, 86400", "REMOTE, 400", "REMOTE, 399"})
    void aLifetimeOfAnyLengthEndsWithOneMoreAttempt(Channel channel, long lifetime) {
        queueLifetime = Long.toString(lifetime);

        assertThat(life(channel)).isEqualTo(qmail(channel, lifetime));
    }

    /** As when the server was down: the schedule goes on from the age at which the attempt is made at last. */
    @ParameterizedTest
    @CsvSource({"LOCAL, 1000, 1681", "REMOTE, 1000, 2601", "REMOTE, 604800, 635209", "LOCAL, 604800, 619369"})
    void aLateAttemptIsFollowedByTheNextOneOfItsAge(Channel channel, long age, long next) {
        now = BIRTH.plusSeconds(age);

        assertThat(attempt(channel))
                .isInstanceOfSatisfying(
                        RecipientOutcome.Deferred.class,
                        later -> assertThat(later.times().nextAttempt()).isEqualTo(BIRTH.plusSeconds(next)));
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, 100", "REMOTE, 400"})
    void aClockThatStepsBackBeforeTheBirthBeginsTheScheduleAnew(Channel channel, long first) {
        now = BIRTH.minus(Duration.ofDays(300));

        assertThat(attempt(channel))
                .isInstanceOfSatisfying(
                        RecipientOutcome.Deferred.class,
                        later -> assertThat(later.times().nextAttempt()).isEqualTo(BIRTH.plusSeconds(first)));
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatStepsBackWithinTheLifeNeitherEndsItNorTriesFaster(Channel channel) {
        now = BIRTH.plusSeconds(6 * DAY);
        attempt(channel);
        now = BIRTH.plusSeconds(DAY);

        List<Long> rest = life(channel);
        assertThat(rest.getFirst()).isEqualTo(DAY);
        assertThat(rest.getLast()).isGreaterThan(7 * DAY);
        for (int i = 1; i < rest.size(); i++) {
            assertThat(rest.get(i) - rest.get(i - 1)).isGreaterThan(channel == Channel.LOCAL ? 5_000 : 11_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 604800, false",
        "14400, 14399, false",
        "14400, 14400, true",
        "14400, 604800, true",
        "14400, -9, false"
    })
    void itIsLateFromTheAgeOnThatTheSettingSays(String setting, long age, boolean late) {
        delayWarning = setting;
        now = BIRTH.plusSeconds(age);

        assertThat(attempt(Channel.REMOTE))
                .isInstanceOfSatisfying(
                        RecipientOutcome.Deferred.class,
                        later -> assertThat(later.times().late()).isEqualTo(late));
    }

    /** T-CLK: time that jumps ahead past the lifetime still leaves one attempt, and its report. */
    @Test
    void aClockThatStepsAheadStillLeavesTheLastAttempt() {
        now = BIRTH.plusSeconds(400 * DAY);

        assertThat(life(Channel.REMOTE)).containsExactly(400 * DAY);
    }
}
