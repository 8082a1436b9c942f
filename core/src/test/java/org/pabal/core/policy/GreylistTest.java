package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pabal.core.routing.TableResolver.ip;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.policy.Greylist.Memory;
import org.pabal.core.policy.Greylist.Repute;
import org.pabal.core.policy.Greylist.Triplet;
import org.pabal.core.policy.Greylist.Verdict;

class GreylistTest {
    private static final Instant FIRST = Instant.parse("2026-01-02T03:04:05Z");

    private final Greylist list = Greylist.require(List.of("delay 60s", "window 4h", "keep 36d", "passes 3"))
            .orElseThrow();

    private static Memory tried() {
        return new Memory(FIRST, FIRST, false);
    }

    private static Memory passed() {
        return new Memory(FIRST, FIRST, true);
    }

    private Verdict judge(Memory memory, Duration later) {
        return list.judge(Optional.of(memory), FIRST.plus(later));
    }

    @Test
    void nobodyHasToComeAgainUnlessTheOperatorWantsIt() {
        assertThat(Greylist.require(List.of())).isEmpty();
        assertThat(Greylist.require(List.of("delay 5m")).orElseThrow().delay()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aNewcomerIsDeferredUntilTheDelayIsOver() {
        assertThat(list.judge(Optional.empty(), FIRST)).isEqualTo(Verdict.NEW);
        assertThat(judge(tried(), Duration.ofSeconds(59))).isEqualTo(Verdict.EARLY);
        assertThat(judge(tried(), Duration.ofSeconds(60))).isEqualTo(Verdict.PASSED);
        assertThat(List.of(Verdict.values()).stream().filter(Verdict::accepts))
                .containsExactly(Verdict.PASSED, Verdict.KNOWN, Verdict.KNOWN_SINCE_JUST_NOW);
    }

    @Test
    void whoComesAgainTooLateIsANewcomer() {
        assertThat(judge(tried(), Duration.ofHours(4).plusSeconds(59))).isEqualTo(Verdict.PASSED);
        assertThat(judge(tried(), Duration.ofHours(4).plusSeconds(60))).isEqualTo(Verdict.NEW);
    }

    @Test
    void whoIsKnownIsWrittenDownOnceAnHourAtMost() {
        assertThat(judge(passed(), Duration.ofMinutes(59))).isEqualTo(Verdict.KNOWN_SINCE_JUST_NOW);
        assertThat(judge(passed(), Duration.ofMinutes(60))).isEqualTo(Verdict.KNOWN);
        assertThat(judge(passed(), Duration.ofDays(35))).isEqualTo(Verdict.KNOWN);
        assertThat(judge(passed(), Duration.ofDays(36))).isEqualTo(Verdict.NEW);
    }

    @Test
    void aNetworkThatCameAgainOftenIsWelcome() {
        assertThat(list.isWelcome(Optional.empty(), FIRST)).isFalse();
        assertThat(list.isWelcome(Optional.of(new Repute(2, FIRST)), FIRST)).isFalse();
        assertThat(list.isWelcome(Optional.of(new Repute(3, FIRST)), FIRST)).isTrue();
        assertThat(list.isWelcome(Optional.of(new Repute(3, FIRST)), FIRST.plus(Duration.ofDays(36))))
                .isFalse();
        Greylist never = Greylist.require(List.of("passes 0")).orElseThrow();
        assertThat(never.isWelcome(Optional.of(new Repute(9, FIRST)), FIRST)).isFalse();
    }

    @Test
    void theReplySaysWhenToComeAgain() {
        assertThat(list.reply(Optional.empty(), FIRST)).hasToString("451 4.7.1 greylisted, try again in 60 seconds");
        assertThat(list.reply(Optional.of(tried()), FIRST.plusSeconds(45)))
                .hasToString("451 4.7.1 greylisted, try again in 15 seconds");
    }

    @Test
    void aTripletIsTheSameFromANeighbourAndInAnyCase() {
        EmailAddress user = EmailAddress.require("User@Local.test");
        Triplet first = Triplet.of(ip("192.0.2.1"), ReversePath.require("A@Ext.test"), user);

        assertThat(Triplet.of(
                        ip("192.0.2.9"), ReversePath.require("a@ext.TEST"), EmailAddress.require("user@local.test")))
                .isEqualTo(first);
        assertThat(Triplet.of(ip("192.0.3.1"), ReversePath.require("A@Ext.test"), user))
                .isNotEqualTo(first);
        assertThat(Triplet.of(ip("192.0.2.1"), ReversePath.NULL, user)).isNotEqualTo(first);
        assertThat(Triplet.of(ip("2001:db8::1"), ReversePath.NULL, user).network())
                .isEqualTo("2001:db8:0:0:0:0:0:0/64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay", "delay x", "wait 5s", "passes -1", "passes 99999", "delay 5s 6s"})
    void aBadLineIsRefused(String line) {
        assertThatThrownBy(() -> Greylist.require(List.of(line))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "90s, 90", "10m, 600", "h, 3600", "2d, 172800"})
    void timesHaveUnits(String text, long seconds) {
        assertThat(DurationText.require(text)).hasSeconds(seconds);
    }
}
