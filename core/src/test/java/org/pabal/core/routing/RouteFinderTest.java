package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver.Answer;
import org.pabal.core.routing.Resolver.MailExchanger;
import org.pabal.core.routing.Route.MailExchangers;
import org.pabal.core.routing.Route.Smarthost;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.TlsPolicy;

class RouteFinderTest {
    private static final String TRY_LATER = "Sorry, I couldn't find any host by that name. (#4.1.2)\n";
    private static final String NO_ADDRESS = "Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4)\n";
    private static final String BEST_IS_ME = """
            Sorry. Although I'm listed as a best-preference MX or A for that host,
            it isn't in my control/locals file, so I don't treat it as local. (#5.4.6)
            """;

    private final Map<String, Answer<MailExchanger>> mx = new HashMap<>();
    private final Map<String, Answer<InetAddress>> addresses = new HashMap<>();
    private final Resolver dns = new TableResolver() {
        @Override
        public Answer<MailExchanger> mx(DomainName domain) {
            return mx.getOrDefault(domain.key(), new Answer.NoSuchName<>());
        }

        @Override
        public Answer<InetAddress> addresses(DomainName host) {
            return addresses.getOrDefault(host.key(), new Answer.NoSuchName<>());
        }
    };
    private final RouteFinder finder = new RouteFinder(dns, Set.of(ip("192.0.2.1")), new Random(7));

    private static InetAddress ip(String text) {
        return IpText.parse(text).orElseThrow();
    }

    private void hasMx(String domain, MailExchanger... exchangers) {
        mx.put(domain, new Answer.Found<>(List.of(exchangers)));
    }

    private void hasAddress(String host, String... texts) {
        addresses.put(
                host,
                new Answer.Found<>(Arrays.stream(texts).map(RouteFinderTest::ip).toList()));
    }

    private NextHopsResult find(String domain) {
        return finder.find(new MailExchangers(new DomainName(domain)));
    }

    private static NextHopsResult hops(Hop... hops) {
        return new NextHopsResult.Hops(new NextHops(List.of(hops)));
    }

    private static Hop hop(String host, String address) {
        return new Hop(host, ip(address), 25);
    }

    private static NextHopsResult noSuchHost(String host) {
        return new NextHopsResult.Failed("Sorry, I couldn't find any host named " + host + ". (#5.1.2)\n");
    }

    @Nested
    class WithMailExchangers {
        @Test
        void theyAreTriedByPreference() {
            hasMx("ext.test", new MailExchanger(20, "b.test"), new MailExchanger(10, "a.test"));
            hasAddress("a.test", "198.51.100.1", "2001:db8::9");
            hasAddress("b.test", "198.51.100.2");

            assertThat(find("ext.test"))
                    .isEqualTo(hops(
                            hop("a.test", "198.51.100.1"),
                            hop("a.test", "2001:db8::9"),
                            hop("b.test", "198.51.100.2")));
        }

        @Test
        void theDomainsOwnAddressDoesNotCount() {
            hasMx("ext.test", new MailExchanger(10, "gone.test"));
            hasAddress("ext.test", "198.51.100.1");

            assertThat(find("ext.test")).isEqualTo(new NextHopsResult.Failed(NO_ADDRESS));
        }

        @Test
        void oneThatCannotBeLookedUpDoesNotStopTheOthers() {
            hasMx("ext.test", new MailExchanger(10, "a.test"), new MailExchanger(20, "b.test"));
            addresses.put("a.test", new Answer.TemporaryFailure<>("timeout"));
            hasAddress("b.test", "198.51.100.2");

            assertThat(find("ext.test")).isEqualTo(hops(hop("b.test", "198.51.100.2")));
        }

        @Test
        void allUnknownButOneUnsureIsWorthAnotherTry() {
            hasMx("ext.test", new MailExchanger(10, "a.test"), new MailExchanger(20, "gone.test"));
            addresses.put("a.test", new Answer.TemporaryFailure<>("timeout"));

            assertThat(find("ext.test")).isEqualTo(new NextHopsResult.Deferred(TRY_LATER));
        }

        @ParameterizedTest
        @ValueSource(strings = {"198.51.100.1", "2001:db8::1", "bad name", "a..b", "*"})
        void whatIsNoHostNameIsPassedOver(String odd) {
            hasMx("ext.test", new MailExchanger(10, odd), new MailExchanger(20, "b.test"));
            hasAddress("b.test", "198.51.100.2");

            assertThat(find("ext.test")).isEqualTo(hops(hop("b.test", "198.51.100.2")));
        }

        @Test
        void nullMxMeansNoMail() {
            hasMx("ext.test", new MailExchanger(0, ""));
            hasAddress("ext.test", "198.51.100.1");

            assertThat(find("ext.test"))
                    .isEqualTo(new NextHopsResult.Failed("Sorry, ext.test does not accept mail. (#5.1.10)\n"));
        }

        @Test
        void nullMxBesidesOthersIsPassedOver() {
            hasMx("ext.test", new MailExchanger(0, ""), new MailExchanger(10, "a.test"));
            hasAddress("a.test", "198.51.100.1");

            assertThat(find("ext.test")).isEqualTo(hops(hop("a.test", "198.51.100.1")));
        }

        @Test
        void weAreDroppedWithAllThatAreNotBetter() {
            hasMx(
                    "ext.test",
                    new MailExchanger(10, "a.test"),
                    new MailExchanger(20, "me.test"),
                    new MailExchanger(30, "b.test"));
            hasAddress("a.test", "198.51.100.1");
            hasAddress("me.test", "192.0.2.1");
            hasAddress("b.test", "198.51.100.2");

            assertThat(find("ext.test")).isEqualTo(hops(hop("a.test", "198.51.100.1")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"192.0.2.1", "127.0.0.1", "0.0.0.0", "::1"})
        void ifWeAreTheBestSomethingIsWrong(String ours) {
            hasMx("ext.test", new MailExchanger(10, "me.test"), new MailExchanger(30, "b.test"));
            hasAddress("me.test", ours);
            hasAddress("b.test", "198.51.100.2");

            assertThat(find("ext.test")).isEqualTo(new NextHopsResult.Failed(BEST_IS_ME));
        }
    }

    @Nested
    class WithoutMailExchangers {
        @Test
        void theDomainItselfIsAsked() {
            mx.put("ext.test", new Answer.NoData<>());
            hasAddress("ext.test", "198.51.100.1");

            assertThat(find("ext.test")).isEqualTo(hops(hop("ext.test", "198.51.100.1")));
        }

        @Test
        void aDomainWithoutAddressFails() {
            mx.put("ext.test", new Answer.NoData<>());
            addresses.put("ext.test", new Answer.NoData<>());

            assertThat(find("ext.test")).isEqualTo(noSuchHost("ext.test"));
        }

        @Test
        void aNameThatDoesNotExistFails() {
            hasAddress("ext.test", "198.51.100.1");

            assertThat(find("ext.test")).isEqualTo(noSuchHost("ext.test"));
        }

        @Test
        void ifTheDnsHasNoAnswerTheAddressIsNotUsed() {
            mx.put("ext.test", new Answer.TemporaryFailure<>("SERVFAIL"));
            hasAddress("ext.test", "198.51.100.1");

            assertThat(find("ext.test")).isEqualTo(new NextHopsResult.Deferred(TRY_LATER));
        }

        @Test
        void troubleWithTheAddressIsWorthAnotherTry() {
            mx.put("ext.test", new Answer.NoData<>());
            addresses.put("ext.test", new Answer.TemporaryFailure<>("timeout"));

            assertThat(find("ext.test")).isEqualTo(new NextHopsResult.Deferred(TRY_LATER));
        }

        @Test
        void aDomainAtOurOwnAddressIsNotDeliveredToOurselves() {
            mx.put("ext.test", new Answer.NoData<>());
            hasAddress("ext.test", "192.0.2.1");

            assertThat(find("ext.test")).isEqualTo(new NextHopsResult.Failed(BEST_IS_ME));
        }
    }

    @Nested
    class Addresses {
        @Test
        void aLiteralIsItsOwnHop() {
            AddressLiteral literal = new AddressLiteral(ip("198.51.100.1"));

            assertThat(finder.find(new MailExchangers(literal))).isEqualTo(hops(hop("[198.51.100.1]", "198.51.100.1")));
        }

        @Test
        void aLiteralOfOursIsNotDeliveredToOurselves() {
            assertThat(finder.find(new MailExchangers(new AddressLiteral(ip("192.0.2.1")))))
                    .isEqualTo(new NextHopsResult.Failed(BEST_IS_ME));
        }

        @Test
        void aDomainOfDigitsIsTheAddressItSpells() {
            assertThat(find("198.51.100.1")).isEqualTo(hops(hop("198.51.100.1", "198.51.100.1")));
        }
    }

    @Nested
    class ASmarthost {
        @Test
        void isLookedUpByAddressOnly() {
            hasMx("relay.test", new MailExchanger(10, "other.test"));
            hasAddress("relay.test", "198.51.100.1", "198.51.100.2");

            assertThat(finder.find(new Smarthost("relay.test", 2525)))
                    .isEqualTo(hops(
                            new Hop("relay.test", ip("198.51.100.1"), 2525),
                            new Hop("relay.test", ip("198.51.100.2"), 2525)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "[127.0.0.1]", "[::1]"})
        void mayBeAnAddressEvenOurOwn(String text) {
            assertThat(finder.find(new Smarthost(text, 2525)))
                    .isEqualTo(hops(new Hop(text, IpText.parse(text).orElseThrow(), 2525)));
        }

        @Test
        void thatCannotBeLookedUpIsWorthAnotherTry() {
            addresses.put("relay.test", new Answer.TemporaryFailure<>("timeout"));

            assertThat(finder.find(new Smarthost("relay.test", 25))).isEqualTo(new NextHopsResult.Deferred(TRY_LATER));
        }

        @Test
        void thatDoesNotExistFails() {
            addresses.put("empty.test", new Answer.NoData<>());

            assertThat(finder.find(new Smarthost("relay.test", 25))).isEqualTo(noSuchHost("relay.test"));
            assertThat(finder.find(new Smarthost("empty.test", 25))).isEqualTo(noSuchHost("empty.test"));
        }
    }

    @Nested
    class SeveralRelays {
        private static final HopTerms CLEAR =
                new HopTerms(TlsPolicy.require("none"), Optional.empty(), Optional.empty());

        private final Smarthost route = new Smarthost(List.of(
                new Relay("first.test", 26, CLEAR),
                new Relay("[192.0.2.1]", 25, HopTerms.STANDARD),
                new Relay("second.test", 25, HopTerms.STANDARD)));

        @Test
        void areTriedInTheirOrderOnTheirTerms() {
            hasAddress("first.test", "198.51.100.1", "198.51.100.2");
            hasAddress("second.test", "198.51.100.3");

            assertThat(finder.find(route))
                    .isEqualTo(hops(
                            new Hop("first.test", ip("198.51.100.1"), 26, CLEAR),
                            new Hop("first.test", ip("198.51.100.2"), 26, CLEAR),
                            new Hop("[192.0.2.1]", ip("192.0.2.1"), 25),
                            hop("second.test", "198.51.100.3")));
        }

        @Test
        void thatCannotBeLookedUpDoNotStopTheOthers() {
            addresses.put("first.test", new Answer.TemporaryFailure<>("timeout"));

            assertThat(finder.find(route)).isEqualTo(hops(hop("[192.0.2.1]", "192.0.2.1")));
        }

        @Test
        void areADeferralIfOneOfThemMayYetBeFound() {
            Smarthost names = new Smarthost(List.of(
                    new Relay("gone.test", 25, HopTerms.STANDARD), new Relay("first.test", 25, HopTerms.STANDARD)));
            addresses.put("first.test", new Answer.TemporaryFailure<>("timeout"));

            assertThat(finder.find(names)).isEqualTo(new NextHopsResult.Deferred(TRY_LATER));

            addresses.put("first.test", new Answer.NoData<>());
            assertThat(finder.find(names)).isEqualTo(noSuchHost("gone.test"));
        }
    }

    @Test
    void thePolicyOfTheDomainGoesWithEachExchanger() {
        hasMx("ext.test", new MailExchanger(10, "a.test"));
        hasAddress("a.test", "198.51.100.1");
        TlsPolicy policy = TlsPolicy.require("verify:mx.ext.test");
        HopTerms terms = new HopTerms(policy, Optional.empty(), Optional.empty());

        assertThat(finder.find(new MailExchangers(new DomainName("ext.test"), policy)))
                .isEqualTo(hops(new Hop("a.test", ip("198.51.100.1"), 25, terms)));
    }
}
