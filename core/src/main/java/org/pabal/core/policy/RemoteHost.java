package org.pabal.core.policy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.access.AccessRules;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.Utf8;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.Resolver.Answer;
import org.pabal.core.routing.ReversedAddress;

/**
 * The control setting remotehost: whether a peer's host name, tcpserver's TCPREMOTEHOST, is asked of the DNS, and whether
 * that is believed. A peer without one is the rule, and no error.
 */
public enum RemoteHost {
    /** tcpserver -H */
    NO,
    /** tcpserver -h -P: what the peer's own DNS says */
    YES,
    /** tcpserver -h -p: only a name that leads back to the peer's address */
    PARANOID,
    /** as PARANOID where the access rules name hosts, else as NO */
    RULES;

    /** @throws IllegalArgumentException with a clause, if it is none of the words */
    public static RemoteHost require(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it is none of these words"));
    }

    /**
     * @param rules those the peer falls under
     * @return the peer's host name in lower case; nothing if it has none that counts, or the DNS is in trouble
     */
    public Optional<DomainName> nameOf(InetAddress peer, AccessRules rules, Resolver resolver) {
        return switch (this) {
            case NO -> Optional.empty();
            case YES -> pointedAt(peer, resolver);
            case PARANOID -> pointedAt(peer, resolver).filter(name -> leadsBack(name, peer, resolver));
            case RULES -> rules.nameHosts() ? PARANOID.nameOf(peer, rules, resolver) : Optional.empty();
        };
    }

    private static Optional<DomainName> pointedAt(InetAddress peer, Resolver resolver) {
        return resolver.ptr(ReversedAddress.pointer(peer)) instanceof Answer.Found<String> found
                ? believable(found.records().getFirst())
                : Optional.empty();
    }

    /** Where tcpserver writes odd octets in octal, there is no name here; nor is one that reads like an address. */
    private static Optional<DomainName> believable(String text) {
        return Optional.of(text)
                .filter(Utf8::isAscii)
                .flatMap(DomainName::parse)
                .filter(name -> AddressLiteral.parse("[" + name + "]").isEmpty())
                .map(name -> new DomainName(name.key()));
    }

    private static boolean leadsBack(DomainName name, InetAddress peer, Resolver resolver) {
        return resolver.addresses(name) instanceof Answer.Found<InetAddress> found
                && found.records().contains(peer);
    }
}
