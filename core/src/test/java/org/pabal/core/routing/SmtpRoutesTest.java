package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Route.MailExchangers;
import org.pabal.core.routing.Route.Smarthost;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.RelayLogin;
import org.pabal.core.smtp.client.TlsPolicy;

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

    @Nested
    class Options {
        private static final HopTerms VERIFIED =
                new HopTerms(new TlsPolicy(TlsPolicy.Level.VERIFY, List.of()), Optional.empty(), Optional.empty());

        private static Route only(String line) {
            return SmtpRoutes.require(
                            List.of(line),
                            RelayPasswords.require(
                                    List.of("relay.test:ada:old", "RELAY.test:ada:pen:cil ", "[192.0.2.7]:bob:secret")),
                            TlsPolicies.require(List.of("secret.test:verify", ".secret.test:encrypt")))
                    .routeFor(new DomainName("secret.test"));
        }

        @Test
        void severalRelaysKeepTheirOrder() {
            assertThat(only("secret.test:relay.test:26, [192.0.2.7],[2001:db8::1]:2525"))
                    .isEqualTo(new Smarthost(List.of(
                            new Relay("relay.test", 26, VERIFIED),
                            new Relay("[192.0.2.7]", 25, VERIFIED),
                            new Relay("[2001:db8::1]", 2525, VERIFIED))));
        }

        @Test
        void eachRelayHasItsOwnAndTheRestIsThePolicyOfTheDomain() {
            assertThat(only("secret.test:relay.test:587 tls=encrypt user=ada helo=out.test,"
                            + " mx.test tls=verify name=a.test name=.b.test, mx.test tls=none, mx.test"))
                    .isEqualTo(new Smarthost(List.of(
                            new Relay(
                                    "relay.test",
                                    587,
                                    new HopTerms(
                                            TlsPolicy.require("encrypt"),
                                            Optional.of(new DomainName("out.test")),
                                            Optional.of(new RelayLogin("ada", "pen:cil ")))),
                            new Relay(
                                    "mx.test",
                                    25,
                                    new HopTerms(
                                            TlsPolicy.require("verify:a.test,.b.test"),
                                            Optional.empty(),
                                            Optional.empty())),
                            new Relay(
                                    "mx.test",
                                    25,
                                    new HopTerms(TlsPolicy.require("none"), Optional.empty(), Optional.empty())),
                            new Relay("mx.test", 25, VERIFIED))));
        }

        @Test
        void whoLogsInDoesSoUnderTls() {
            Route route = SmtpRoutes.require(List.of(":relay.test user=ada")).routeFor(new DomainName("any.test"));

            assertThat(((Smarthost) route).relays().getFirst().terms())
                    .isEqualTo(new HopTerms(
                            TlsPolicy.require("encrypt"), Optional.empty(), Optional.of(new RelayLogin("ada", ""))));
        }

        @Test
        void theDnsIsLeftWithThePolicyOfTheDomain() {
            assertThat(only("secret.test:"))
                    .isEqualTo(new MailExchangers(new DomainName("secret.test"), TlsPolicy.require("verify")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a.test:relay,",
                    "a.test:,relay",
                    "a.test:relay tls=always",
                    "a.test:relay tls=",
                    "a.test:relay name=a.test",
                    "a.test:relay tls=may name=a.test",
                    "a.test:relay tls=verify:a.test",
                    "a.test:relay tls=may user=ada",
                    "a.test:relay helo=a..b",
                    "a.test:relay TLS=may",
                    "a.test:relay pass=x",
                    "a.test:r,r,r,r,r,r,r,r,r,r,r"
                })
        void badOnesAreRefused(String line) {
            assertThatThrownBy(() -> SmtpRoutes.require(List.of(line)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("smtproutes: \"" + line + "\" ");
        }
    }

    @Nested
    class Policies {
        private final TlsPolicies policies = TlsPolicies.require(
                List.of(":encrypt", "none.test:none", ".test:may", "[192.0.2.5]:verify:.a.test", "none.TEST:verify"));

        @ParameterizedTest
        @CsvSource({"none.test, verify", "other.test, may", "a.none.test, may", "test, encrypt", "else.example, encrypt"
        })
        void theLongestKeyCountsAndTheLastLine(String domain, String policy) {
            assertThat(policies.of(new DomainName(domain))).isEqualTo(TlsPolicy.require(policy));
        }

        @Test
        void literalsHaveOneToo() {
            Domain literal = new AddressLiteral(IpText.parse("192.0.2.5").orElseThrow());
            assertThat(policies.of(literal)).isEqualTo(TlsPolicy.require("verify:.a.test"));
        }

        @Test
        void nothingSaidMeansMay() {
            assertThat(TlsPolicies.NONE.of(new DomainName("a.test"))).isEqualTo(TlsPolicy.MAY);
        }
    }

    @Nested
    class Passwords {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pencil",
                    "relay.test:pencil",
                    ":ada:pencil",
                    "relay.test::pencil",
                    "relay.test:ada:",
                    "r:a:*"
                })
        void badLinesAreRefusedWithoutAWordOfThem(String line) {
            assertThatThrownBy(() -> RelayPasswords.require(List.of(line)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain("pencil");
        }

        @ParameterizedTest
        @CsvSource({
            "relay.test:ada:pen:cil, relay.test:ada:*",
            "[2001:db8::1]:ada:pencil, [2001:db8::1]:ada:*",
            "# old: relay.test:ada:pencil, #",
            "pencil, *",
            "relay.test:pencil, *",
            "'', ''"
        })
        void areMasked(String line, String shown) {
            assertThat(RelayPasswords.masked(line)).isEqualTo(shown);
        }

        @Test
        void areNotShown() {
            assertThat(RelayPasswords.require(List.of("r:a:pencil"))).hasToString("RelayPasswords[1]");
        }
    }
}
