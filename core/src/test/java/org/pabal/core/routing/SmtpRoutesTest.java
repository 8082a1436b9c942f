package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Route.MailExchangers;
import org.pabal.core.routing.Route.Smarthost;

class SmtpRoutesTest {
    private final SmtpRoutes routes = SmtpRoutes.require(List.of(
            "ext.test:relay.local.test",
            ".ext.test:wild.local.test:2525",
            "direct.ext.test:",
            "odd.test:[192.0.2.7]:26",
            "six.test:[2001:db8::1]",
            "[192.0.2.5]:literal.local.test",
            "Case.Test:first.local.test",
            "CASE.TEST:last.local.test",
            "no colon here",
            ":default.local.test"));

    private static Smarthost host(String name) {
        return new Smarthost(name, 25);
    }

    @ParameterizedTest
    @CsvSource({
        "ext.test, relay.local.test, 25",
        "EXT.test, relay.local.test, 25",
        "a.ext.test, wild.local.test, 2525",
        "b.a.ext.test, wild.local.test, 2525",
        "notext.test, default.local.test, 25",
        "odd.test, [192.0.2.7], 26",
        "six.test, [2001:db8::1], 25",
        "case.test, last.local.test, 25",
        "test, default.local.test, 25"
    })
    void theLongestKeyCounts(String domain, String relay, int port) {
        assertThat(routes.routeFor(new DomainName(domain))).isEqualTo(new Smarthost(relay, port));
    }

    @Test
    void anEmptyRelayStopsTheSearchAndLeavesItToTheDns() {
        Domain direct = new DomainName("direct.ext.test");

        assertThat(routes.routeFor(direct)).isEqualTo(new MailExchangers(direct));
    }

    @Test
    void anAddressLiteralCanBeAKey() {
        Domain literal = new AddressLiteral(IpText.parse("192.0.2.5").orElseThrow());

        assertThat(routes.routeFor(literal)).isEqualTo(host("literal.local.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[IPv6:2001:db8::1]", "[ipv6:2001:DB8:0:0:0:0:0:1]"})
    void anIpv6LiteralCanBeAKeyHoweverItIsWritten(String key) {
        Domain literal = new AddressLiteral(IpText.parse("2001:db8::1").orElseThrow());

        assertThat(SmtpRoutes.require(List.of(key + ":relay.local.test:26")).routeFor(literal))
                .isEqualTo(new Smarthost("relay.local.test", 26));
    }

    @Test
    void withoutRoutesTheDnsDecides() {
        Domain domain = new DomainName("ext.test");

        assertThat(SmtpRoutes.NONE.routeFor(domain)).isEqualTo(new MailExchangers(domain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.test:relay:0",
                "a.test:relay:65536",
                "a.test:relay:x",
                "a.test:relay:",
                "a.test::25",
                "a.test:re lay",
                "a.test:[1.2.3.4",
                "a.test:2001:db8::1",
                "a.test:relay:25:26",
                "a.test:relay..test"
            })
    void aBadLineIsRefusedWithASentenceThatQuotesIt(String line) {
        assertThatThrownBy(() -> SmtpRoutes.require(List.of("good.test:relay", line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("smtproutes: \"" + line + "\" ");
    }
}
