package org.pabal.core.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.bounce.SuppressionRule.Verdict;
import org.pabal.core.queue.DeliveryOutcome;

class SuppressionRuleTest {
    private static final EmailAddress ADDRESS = EmailAddress.require("Joe@FAR.test");
    private static final Instant NOW = Instant.parse("2026-11-02T06:07:08Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final String GONE = "192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 no such user\n";

    private static Verdict judge(int after, Optional<Suppression> known, DeliveryOutcome outcome) {
        return new SuppressionRule(after, MONTH).judge(ADDRESS, outcome, known, NOW);
    }

    private static Optional<Suppression> known(int failures) {
        return Optional.of(new Suppression("Joe@far.test", false, failures, "unknown-user", GONE, NOW.plusSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, true", "3, 0, false", "3, 1, false", "3, 2, true", "3, 9, true"})
    void anAddressIsListedAfterSoManyFailures(int after, int before, boolean listed) {
        Optional<Suppression> known = before == 0 ? Optional.empty() : known(before);

        assertThat(judge(after, known, new DeliveryOutcome.Failed(GONE)))
                .isEqualTo(new Verdict.Store(
                        new Suppression("Joe@far.test", listed, before + 1, "unknown-user", GONE, NOW.plus(MONTH))));
    }

    @Test
    void nobodyIsListedUnlessThatIsSwitchedOn() {
        assertThat(judge(0, Optional.empty(), new DeliveryOutcome.Failed(GONE))).isEqualTo(new Verdict.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Remote host said: 550 5.7.1 blocked\n",
                "Remote host said: 552 5.2.2 over quota\n",
                "Remote host said: 550 5.1.1 you are on our blacklist\n",
                "I'm not going to try again; this message has been in the queue too long.\n"
            })
    void whatIsNotTheAddressFaultDoesNotCount(String report) {
        assertThat(judge(1, Optional.empty(), new DeliveryOutcome.Failed(report)))
                .isEqualTo(new Verdict.Nothing());
    }

    @Test
    void aDelayDoesNotCountAndASuccessBeginsAnew() {
        assertThat(judge(1, known(1), new DeliveryOutcome.Deferred(GONE))).isEqualTo(new Verdict.Nothing());
        assertThat(judge(3, known(2), new DeliveryOutcome.Delivered("ok\n"))).isEqualTo(new Verdict.Forget());
        assertThat(judge(3, Optional.empty(), new DeliveryOutcome.Delivered("ok\n")))
                .isEqualTo(new Verdict.Nothing());
    }

    @Test
    void aListingEnds() {
        Suppression listed = new Suppression("Joe@far.test", true, 3, "unknown-user", GONE, NOW);

        assertThat(listed.isListedAt(NOW.minusMillis(1))).isTrue();
        assertThat(listed.isListedAt(NOW)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"unknown-user, unknown-user", "unknown-domain, unknown-domain", "manual, policy"})
    void aRefusalSaysUntilWhenAndWhy(String cause, String told) {
        Suppression listed = new Suppression("Joe@far.test", true, 3, cause, "because\n", NOW);

        assertThat(listed.refusal())
                .startsWith(
                        "Sorry, I don't try this address before 2026-11-02T06:07:08Z, since mail to it failed for good. (#5.")
                .endsWith("\nbecause\n");
        assertThat(FailureCause.of(listed.refusal()).word()).isEqualTo(told);
    }
}
