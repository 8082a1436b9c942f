package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.DomainName;
import org.pabal.core.policy.DestinationLimits.Limit;
import org.pabal.core.policy.RateLimiter.Rate;
import org.pabal.core.routing.Route;

class DestinationLimitsTest {
    private final DestinationLimits limits = DestinationLimits.require(List.of(
            "example.org:5:100/1m",
            ".Example.org::60/1h",
            "relay.test:7",
            "[192.0.2.1]:3",
            "[IPv6:2001:db8::1]:4",
            "twice.test:1",
            "twice.test:2",
            ":30"));

    private Limit of(String domain) {
        return limits.of(new Route.MailExchangers(
                domain.startsWith("[") ? AddressLiteral.require(domain) : new DomainName(domain)));
    }

    @ParameterizedTest
    @CsvSource({
        "EXAMPLE.org, 5",
        "a.example.org, 10000",
        "b.a.example.org, 10000",
        "[192.0.2.1], 3",
        "[IPv6:2001:DB8:0::1], 4",
        "twice.test, 2",
        "notexample.org, 30"
    })
    void theWholeNameCountsThenSuffixesThenTheEmptyKey(String domain, int concurrency) {
        assertThat(of(domain).concurrency()).isEqualTo(concurrency);
    }

    @ParameterizedTest
    @CsvSource({"relay.test, 7", "192.0.2.1, 3", "[192.0.2.1], 3", "[2001:db8::1], 4", "2001:db8::1, 4", "x.test, 30"})
    void aSmarthostIsADestinationUnderItsOwnName(String host, int concurrency) {
        assertThat(limits.of(new Route.Smarthost(host, 25)).concurrency()).isEqualTo(concurrency);
    }

    @Test
    void aRateIsRecipientsInATime() {
        assertThat(of("example.org").rate()).contains(new Rate(100, Duration.ofMinutes(1)));
        assertThat(of("a.example.org").rate()).contains(new Rate(60, Duration.ofHours(1)));
        assertThat(of("far.test").rate()).isEmpty();
    }

    @Test
    void withoutTheSettingTwentyDeliveriesGoAtTheSameTime() {
        assertThat(DestinationLimits.require(List.of()).of(new Route.MailExchangers(new DomainName("x.test"))))
                .isEqualTo(new Limit(20, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, domain:concurrency",
        "example.org:0, no number from 1 to 10000",
        "example.org:10001, no number from 1 to 10000",
        "example.org:many, no number from 1 to 10000",
        "example.org:-1, no number from 1 to 10000",
        "example.org:5:fast, number and a time",
        "example.org:5:0/1m, a rate is 1 to",
        "example.org:5:10/1m:x, not a time",
        "[192.0.2.999]:5, no address",
        "[192.0.2.1:5, no address",
        "exa mple.org:5, ''"
    })
    void whatIsNoLimitIsRefusedWithItsReason(String line, String reason) {
        assertThatThrownBy(() -> DestinationLimits.require(List.of(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
