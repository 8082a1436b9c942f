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
     * What is known of a peer's host name.
     *
     * @param name in lower case; nothing if the peer has none that counts, or the DNS is in trouble
     * @param trouble for the log
     */
    public record Finding(Optional<DomainName> name, Optional<String> trouble) {
        private static final Finding NOTHING = new Finding(Optional.empty(), Optional.empty());

        private static Finding trouble(String why) {
            return new Finding(Optional.empty(), Optional.of("host name: " + why));
        }
    }

    /** @param rules those the peer falls under */
    public Finding find(InetAddress peer, AccessRules rules, Resolver resolver) {
        return switch (this) {
            case NO -> Finding.NOTHING;
            case YES -> pointedAt(peer, resolver);
            case PARANOID -> leadingBack(pointedAt(peer, resolver), peer, resolver);
            case RULES -> rules.nameHosts() ? PARANOID.find(peer, rules, resolver) : Finding.NOTHING;
        };
    }

    private static Finding pointedAt(InetAddress peer, Resolver resolver) {
        return switch (resolver.ptr(ReversedAddress.pointer(peer))) {
            case Answer.Found<String> found ->
                new Finding(believable(found.records().getFirst()), Optional.empty());
            case Answer.NoSuchName<String> none -> Finding.NOTHING;
            case Answer.NoData<String> none -> Finding.NOTHING;
            case Answer.TemporaryFailure<String> later -> Finding.trouble(later.why());
        };
    }

    /** Where tcpserver writes odd octets in octal, there is no name here; nor is one that reads like an address. */
    private static Optional<DomainName> believable(String text) {
        return Optional.of(text)
                .filter(Utf8::isAscii)
                .flatMap(DomainName::parse)
                .filter(name -> AddressLiteral.parse("[" + name + "]").isEmpty())
                .map(name -> new DomainName(name.key()));
    }

    private static Finding leadingBack(Finding pointed, InetAddress peer, Resolver resolver) {
        if (pointed.name().isEmpty()) {
            return pointed;
        }
        return switch (resolver.addresses(pointed.name().get())) {
            case Answer.Found<InetAddress> found -> found.records().contains(peer) ? pointed : Finding.NOTHING;
            case Answer.NoSuchName<InetAddress> none -> Finding.NOTHING;
            case Answer.NoData<InetAddress> none -> Finding.NOTHING;
            case Answer.TemporaryFailure<InetAddress> later -> Finding.trouble(later.why());
        };
    }
}
