package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pabal.core.routing.TableResolver.ip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.policy.RateLimits.Subject;
import org.pabal.core.policy.RateRule.Counted;

class RateLimitsTest {
    private final ManualClock clock = new ManualClock();
    private final RateLimits limits = new RateLimits(clock);

    private void follows(String... lines) {
        limits.follow(Stream.of(lines).map(RateRule::require).toList());
    }

    private boolean allows(Counted counted, Subject subject) {
        return limits.take(counted, subject).isEmpty();
    }

    private static Subject at(String address) {
        return new Subject(Optional.of(ip(address)), Optional.empty(), Optional.empty());
    }

    @Test
    void neighboursShareANetworkAndNoAddress() {
        follows("address messages 2/1h", "network messages 3/1h");

        assertThat(allows(Counted.MESSAGES, at("192.0.2.1"))).isTrue();
        assertThat(allows(Counted.MESSAGES, at("192.0.2.1"))).isTrue();
        assertThat(allows(Counted.MESSAGES, at("192.0.2.1"))).isFalse();
        assertThat(allows(Counted.MESSAGES, at("192.0.2.2"))).isTrue();
        assertThat(allows(Counted.MESSAGES, at("192.0.2.2"))).isFalse();
        assertThat(allows(Counted.MESSAGES, at("192.0.3.2"))).isTrue();
        assertThat(allows(Counted.RECIPIENTS, at("192.0.2.1"))).isTrue();
    }

    @Test
    void aHostDoesNotEscapeByAnotherAddressOfItsSixtyFour() {
        // T-DOS 74
        follows("address sessions 1/1m");

        assertThat(allows(Counted.SESSIONS, at("2001:db8:1:2::1"))).isTrue();
        assertThat(allows(Counted.SESSIONS, at("2001:db8:1:2:ffff::9"))).isFalse();
        assertThat(allows(Counted.SESSIONS, at("2001:db8:1:3::1"))).isTrue();
        assertThat(limits.emptiest(10))
                .extracting(usage -> usage.bucket().key())
                .containsExactlyInAnyOrder("address:2001:db8:1:2:0:0:0:0/64", "address:2001:db8:1:3:0:0:0:0/64");
    }

    @Test
    void usersAndSenderDomainsAreCountedByName() {
        follows("user messages 1/1d", "domain recipients 1/1d");
        Subject joe = new Subject(Optional.empty(), Optional.of("Joe@Local.test"), Optional.of("local.test"));
        Subject again = new Subject(Optional.empty(), Optional.of("joe@local.test"), Optional.of("ext.test"));

        assertThat(allows(Counted.MESSAGES, joe)).isTrue();
        assertThat(allows(Counted.MESSAGES, again)).isFalse();
        assertThat(allows(Counted.RECIPIENTS, joe)).isTrue();
        assertThat(allows(Counted.RECIPIENTS, again)).isTrue();
        assertThat(allows(Counted.RECIPIENTS, joe)).isFalse();
    }

    @Test
    void theReplySaysWhenToComeAgain() {
        follows("address messages 1/1m");
        allows(Counted.MESSAGES, at("192.0.2.1"));
        clock.passes(Duration.ofMillis(30_500));

        assertThat(limits.take(Counted.MESSAGES, at("192.0.2.1")).orElseThrow().reply(451))
                .hasToString("451 4.7.0 too many messages, try again in 30 seconds");
    }

    @Test
    void whatIsRefusedByOneRateIsCountedByNone() {
        follows("network messages 2/1h", "address messages 1/1h");
        allows(Counted.MESSAGES, at("192.0.2.1"));
        assertThat(allows(Counted.MESSAGES, at("192.0.2.1"))).isFalse();

        assertThat(allows(Counted.MESSAGES, at("192.0.2.2"))).isTrue();
    }

    @Test
    void aChangeKeepsWhatIsUsedUpOfTheRatesThatStay() {
        follows("address messages 1/1h");
        allows(Counted.MESSAGES, at("192.0.2.1"));

        follows("address messages 1/1h", "network messages 5/1h");
        assertThat(allows(Counted.MESSAGES, at("192.0.2.1"))).isFalse();
        assertThat(limits.reset("address:192.0.2.1")).isTrue();
        assertThat(limits.reset("address:192.0.2.1")).isFalse();
        assertThat(allows(Counted.MESSAGES, at("192.0.2.1"))).isTrue();
        limits.resetAll();
        assertThat(limits.emptiest(5)).isEmpty();
        follows();
        assertThat(allows(Counted.MESSAGES, at("192.0.2.1"))).isTrue();
        assertThat(allows(Counted.MESSAGES, at("192.0.2.1"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "address messages, SCOPE WHAT",
        "host messages 1/1h, its first word",
        "address mails 1/1h, its second word",
        "address messages 1, its last word",
        "address messages x/1h, its last word",
        "address messages 10000000/1h, its number is more than 9999999",
        "address messages 0/1h, a rate is",
        "address messages 1/1y, not a time",
        "address messages 1/, not a time",
        "user sessions 1/1h, has no user"
    })
    void aBadLineIsRefusedWithAClause(String line, String clause) {
        assertThatThrownBy(() -> RateRule.require(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(clause);
    }

    @Test
    void aUnitAloneIsOneOfIt() {
        assertThat(List.of("100/h", "100/1h", "100/3600", "100/60m"))
                .allSatisfy(rate -> assertThat(RateRule.require("address messages " + rate))
                        .hasToString("address messages 100/3600s"));
    }
}
