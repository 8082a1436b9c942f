package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pabal.core.routing.MxOrder.Candidate;
import org.pabal.core.routing.Resolver.MailExchanger;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.NextHops.Hop;

class MxOrderTest {
    private static final ThatsMe ME = new ThatsMe(Set.of(ip("192.0.2.1")));

    private static InetAddress ip(String text) {
        return IpText.parse(text).orElseThrow();
    }

    private static Candidate candidate(int preference, String... addresses) {
        return new Candidate(
                preference,
                "mx" + preference,
                Stream.of(addresses).map(MxOrderTest::ip).toList());
    }

    private static List<String> hops(Candidate... sorted) {
        return MxOrder.hops(List.of(sorted), ME, HopTerms.STANDARD).stream()
                .map(h -> h.address().getHostAddress())
                .toList();
    }

    @Test
    void lowerPreferenceComesFirst() {
        List<MailExchanger> sorted = MxOrder.sort(
                List.of(new MailExchanger(20, "c"), new MailExchanger(0, "a"), new MailExchanger(10, "b")),
                new Random(1));

        assertThat(sorted).extracting(MailExchanger::host).containsExactly("a", "b", "c");
    }

    @Test
    void equalPreferencesTakeTurnsAtRandom() {
        List<MailExchanger> equal =
                List.of(new MailExchanger(10, "a"), new MailExchanger(10, "b"), new MailExchanger(10, "c"));
        Random random = new Random(42);
        Set<List<MailExchanger>> orders = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            orders.add(MxOrder.sort(equal, random));
        }

        assertThat(orders).hasSize(6);
    }

    @Test
    void onlySoManyExchangersAreLookedUp() {
        List<MailExchanger> many = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(i -> new MailExchanger(i, "mx" + i))
                .toList());

        assertThat(MxOrder.sort(many, new Random(1))).isEqualTo(many.subList(0, MxOrder.MAX_EXCHANGERS));
    }

    @Test
    void allAddressesOfOneExchangerComeBeforeTheNext() {
        assertThat(MxOrder.hops(
                        List.of(candidate(10, "198.51.100.1", "198.51.100.2"), candidate(20, "198.51.100.3")),
                        ME,
                        HopTerms.STANDARD))
                .containsExactly(
                        new Hop("mx10", ip("198.51.100.1"), 25),
                        new Hop("mx10", ip("198.51.100.2"), 25),
                        new Hop("mx20", ip("198.51.100.3"), 25));
    }

    @Test
    void ourselvesAndWhoeverIsNotBetterAreLeftOut() {
        assertThat(hops(
                        candidate(10, "198.51.100.1"),
                        candidate(20, "198.51.100.2", "192.0.2.1"),
                        candidate(20, "198.51.100.3"),
                        candidate(30, "198.51.100.4")))
                .containsExactly("198.51.100.1");
    }

    @Test
    void nobodyIsLeftIfWeAreTheBest() {
        assertThat(hops(candidate(10, "127.0.0.1"), candidate(20, "198.51.100.2")))
                .isEmpty();
    }

    @Test
    void onlySoManyAddressesAreTried() {
        String[] addresses =
                IntStream.rangeClosed(1, 50).mapToObj(i -> "198.51.100." + i).toArray(String[]::new);

        assertThat(hops(candidate(10, addresses))).hasSize(MxOrder.MAX_HOPS).startsWith("198.51.100.1", "198.51.100.2");
    }
}
