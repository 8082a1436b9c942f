package org.pabal.core.routing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.pabal.core.routing.Resolver.MailExchanger;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.NextHops.Hop;

/** The order in which mail exchangers are tried (RFC 5321 §5.1), and how many. */
final class MxOrder {
    /** Exchangers looked up; a domain that lists more cannot make us ask for hours. */
    static final int MAX_EXCHANGERS = 20;

    /** Addresses tried in one attempt. */
    static final int MAX_HOPS = 20;

    /** An exchanger with the addresses the DNS gave for it. */
    record Candidate(int preference, String host, List<InetAddress> addresses) {
        Candidate {
            addresses = List.copyOf(addresses);
        }
    }

    private MxOrder() {}

    /** @return by preference, equal ones in random order, at most {@value #MAX_EXCHANGERS} */
    static List<MailExchanger> sort(List<MailExchanger> records, RandomGenerator random) {
        List<MailExchanger> sorted = new ArrayList<>(records);
        Collections.shuffle(sorted, Random.from(random));
        sorted.sort(Comparator.comparingInt(MailExchanger::preference));
        return List.copyOf(sorted.subList(0, Math.min(MAX_EXCHANGERS, sorted.size())));
    }

    /** Drops this host and every exchanger that is not better (RFC 5321 §5.1; qmail-remote's "that's me").
     *
     * @param sorted best first
     * @return addresses in the order to try; empty if we are the best
     */
    static List<Hop> hops(List<Candidate> sorted, ThatsMe me, HopTerms terms) {
        int ours = sorted.stream()
                .filter(c -> c.addresses().stream().anyMatch(me::includes))
                .mapToInt(Candidate::preference)
                .min()
                .orElse(Integer.MAX_VALUE);
        return sorted.stream()
                .filter(c -> c.preference() < ours)
                .flatMap(c -> c.addresses().stream().map(a -> new Hop(c.host(), a, Route.SMTP_PORT, terms)))
                .limit(MAX_HOPS)
                .collect(Collectors.toUnmodifiableList());
    }
}
