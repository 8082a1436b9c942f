package org.pabal.core.routing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.MxOrder.Candidate;
import org.pabal.core.routing.Resolver.Answer;
import org.pabal.core.routing.Resolver.MailExchanger;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.TlsPolicy;

/**
 * Turns a route into addresses to connect to (RFC 5321 §5.1; texts and order of qmail-remote). Beyond qmail: IPv6, null MX
 * (RFC 7505), no fall-back to the domain's own address when the MX question itself found no answer or no such name. Holds
 * no state.
 */
public final class RouteFinder {
    private static final String NO_ADDRESS = "Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4)\n";
    private static final String TRY_DNS_LATER = "Sorry, I couldn't find any host by that name. (#4.1.2)\n";
    private static final String BEST_IS_ME = """
            Sorry. Although I'm listed as a best-preference MX or A for that host,
            it isn't in my control/locals file, so I don't treat it as local. (#5.4.6)
            """;

    private final Resolver resolver;
    private final ThatsMe me;
    private final RandomGenerator random;

    /** @param ownAddresses this host's addresses: mail exchangers at them, or at loopback addresses, are ourselves */
    public RouteFinder(Resolver resolver, Set<InetAddress> ownAddresses, RandomGenerator random) {
        this.resolver = resolver;
        this.me = new ThatsMe(ownAddresses);
        this.random = random;
    }

    /** Asks the DNS as far as the route needs it. Blocks. */
    public NextHopsResult find(Route route) {
        return switch (route) {
            case Route.Smarthost smarthost -> smarthost(smarthost);
            case Route.MailExchangers exchangers ->
                switch (exchangers.domain()) {
                    case AddressLiteral literal -> itself(literal.text(), literal.address(), exchangers.tls());
                    case DomainName domain -> mailExchangers(domain, exchangers.tls());
                };
        };
    }

    private NextHopsResult itself(String text, InetAddress address, TlsPolicy tls) {
        return exchange(List.of(new Candidate(0, text, List.of(address))), tls);
    }

    /** The relays in their order, each with all its addresses; one that has none does not stop the others. */
    private NextHopsResult smarthost(Route.Smarthost smarthost) {
        List<Hop> hops = new ArrayList<>();
        List<NextHopsResult> troubles = new ArrayList<>();
        for (Relay relay : smarthost.relays()) {
            switch (relayed(relay)) {
                case NextHopsResult.Hops found -> hops.addAll(found.hops().hops());
                case NextHopsResult.Deferred later -> troubles.addFirst(later);
                case NextHopsResult.Failed none -> troubles.addLast(none);
            }
        }
        // what may be better later comes before what will not
        return hops.isEmpty()
                ? troubles.getFirst()
                : new NextHopsResult.Hops(new NextHops(hops.subList(0, Math.min(MxOrder.MAX_HOPS, hops.size()))));
    }

    private NextHopsResult relayed(Relay relay) {
        Optional<InetAddress> address = IpText.parse(relay.host());
        if (address.isPresent()) {
            return new NextHopsResult.Hops(
                    new NextHops(List.of(new Hop(relay.host(), address.get(), relay.port(), relay.terms()))));
        }
        DomainName host = new DomainName(relay.host());
        return switch (resolver.addresses(host)) {
            case Answer.Found<InetAddress> found ->
                new NextHopsResult.Hops(new NextHops(found.records().stream()
                        .limit(MxOrder.MAX_HOPS)
                        .map(a -> new Hop(host.text(), a, relay.port(), relay.terms()))
                        .toList()));
            case Answer.TemporaryFailure<InetAddress> later -> new NextHopsResult.Deferred(TRY_DNS_LATER);
            case Answer.NoSuchName<InetAddress> none -> noSuchHost(host);
            case Answer.NoData<InetAddress> none -> noSuchHost(host);
        };
    }

    private NextHopsResult mailExchangers(DomainName domain, TlsPolicy tls) {
        // qmail takes a wholly numeric domain for the address it spells
        Optional<InetAddress> numeric = IpText.parse(domain.text());
        if (numeric.isPresent()) {
            return itself(domain.text(), numeric.get(), tls);
        }
        return switch (resolver.mx(domain)) {
            case Answer.Found<MailExchanger> found -> listed(domain, found.records(), tls);
            case Answer.NoSuchName<MailExchanger> none -> noSuchHost(domain);
            case Answer.NoData<MailExchanger> none -> unlisted(domain, tls);
            case Answer.TemporaryFailure<MailExchanger> later -> new NextHopsResult.Deferred(TRY_DNS_LATER);
        };
    }

    /** No MX: the domain itself is its mail exchanger, at preference 0. */
    private NextHopsResult unlisted(DomainName domain, TlsPolicy tls) {
        return switch (resolver.addresses(domain)) {
            case Answer.Found<InetAddress> found ->
                exchange(List.of(new Candidate(0, domain.text(), found.records())), tls);
            case Answer.TemporaryFailure<InetAddress> later -> new NextHopsResult.Deferred(TRY_DNS_LATER);
            case Answer.NoSuchName<InetAddress> none -> noSuchHost(domain);
            case Answer.NoData<InetAddress> none -> noSuchHost(domain);
        };
    }

    private NextHopsResult listed(DomainName domain, List<MailExchanger> records, TlsPolicy tls) {
        List<MailExchanger> hosts =
                records.stream().filter(r -> !r.host().isEmpty()).toList();
        if (hosts.isEmpty()) {
            return new NextHopsResult.Failed("Sorry, " + domain + " does not accept mail. (#5.1.10)\n");
        }
        boolean unsure = false;
        List<Candidate> candidates = new ArrayList<>();
        for (MailExchanger exchanger : MxOrder.sort(hosts, random)) {
            switch (addressesOf(exchanger)) {
                case Answer.Found<InetAddress> found ->
                    candidates.add(new Candidate(exchanger.preference(), exchanger.host(), found.records()));
                case Answer.TemporaryFailure<InetAddress> later -> unsure = true;
                case Answer.NoSuchName<InetAddress> none -> {}
                case Answer.NoData<InetAddress> none -> {}
            }
        }
        if (candidates.isEmpty()) {
            return unsure ? new NextHopsResult.Deferred(TRY_DNS_LATER) : new NextHopsResult.Failed(NO_ADDRESS);
        }
        return exchange(candidates, tls);
    }

    /** An exchanger must be a name; an address in its place, or anything else odd, is as good as a name without address. */
    private Answer<InetAddress> addressesOf(MailExchanger exchanger) {
        if (IpText.parse(exchanger.host()).isPresent()) {
            return new Answer.NoData<>();
        }
        DomainName host;
        try {
            host = new DomainName(exchanger.host());
        } catch (IllegalArgumentException notAName) {
            return new Answer.NoData<>();
        }
        return resolver.addresses(host);
    }

    private NextHopsResult exchange(List<Candidate> candidates, TlsPolicy tls) {
        HopTerms terms = new HopTerms(tls, Optional.empty(), Optional.empty());
        List<Hop> hops = MxOrder.hops(candidates, me, terms);
        return hops.isEmpty() ? new NextHopsResult.Failed(BEST_IS_ME) : new NextHopsResult.Hops(new NextHops(hops));
    }

    private static NextHopsResult noSuchHost(DomainName host) {
        return new NextHopsResult.Failed("Sorry, I couldn't find any host named " + host + ". (#5.1.2)\n");
    }
}
