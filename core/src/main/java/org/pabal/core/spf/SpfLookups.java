package org.pabal.core.spf;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.Resolver.Answer;
import org.pabal.core.routing.ReversedAddress;

/**
 * What one check asks the DNS, and how much of it (RFC 7208 §4.6.4): ten terms that ask, two of them in vain, and ten names of one
 * domain. Trouble of the DNS ends the check.
 */
final class SpfLookups {
    private static final int MAX_TERMS = 10;
    private static final int MAX_VOID = 2;
    private static final int MAX_NAMES = 10;

    private final Resolver resolver;
    private final InetAddress peer;
    private int terms;
    private int voids;

    /** @param peer addresses of its family are asked for */
    SpfLookups(Resolver resolver, InetAddress peer) {
        this.resolver = resolver;
        this.peer = peer;
    }

    /** One more term of a record that asks. */
    void count() throws SpfTrouble {
        if (++terms > MAX_TERMS) {
            throw SpfTrouble.permanent("more than " + MAX_TERMS + " lookups");
        }
    }

    /** The texts of a domain, which are not counted. */
    List<String> texts(DomainName domain) throws SpfTrouble {
        return records(resolver.txt(domain));
    }

    /** Whether there is an address of IPv4, whatever the peer's family is (§5.7). */
    boolean exists(DomainName name) throws SpfTrouble {
        return !counted(resolver.a(name)).isEmpty();
    }

    List<InetAddress> addresses(String host) throws SpfTrouble {
        return counted(answer(host));
    }

    List<Resolver.MailExchanger> exchangers(String domain) throws SpfTrouble {
        Optional<DomainName> name = DomainName.parse(domain);
        List<Resolver.MailExchanger> exchangers = name.isEmpty() ? List.of() : counted(resolver.mx(name.get()));
        if (exchangers.size() > MAX_NAMES) {
            throw SpfTrouble.permanent("more than " + MAX_NAMES + " exchangers of " + domain);
        }
        return exchangers;
    }

    /** The peer's names; §5.5: trouble on the way is no name, and only the first ones count. */
    List<String> names() throws SpfTrouble {
        Answer<String> pointers = resolver.ptr(ReversedAddress.pointer(peer));
        List<String> names = pointers instanceof Answer.TemporaryFailure<String> ? List.of() : counted(pointers);
        return names.subList(0, Math.min(MAX_NAMES, names.size()));
    }

    /** Whether a name of the peer leads back to it; trouble on the way is no. */
    boolean leadsBack(String name) {
        return answer(name) instanceof Answer.Found<InetAddress> found
                && found.records().contains(peer);
    }

    private Answer<InetAddress> answer(String host) {
        return DomainName.parse(host)
                .map(name -> peer instanceof Inet4Address ? resolver.a(name) : resolver.addresses(name))
                .orElseGet(Answer.NoSuchName::new);
    }

    private <T> List<T> counted(Answer<T> answer) throws SpfTrouble {
        List<T> records = records(answer);
        if (records.isEmpty() && ++voids > MAX_VOID) {
            throw SpfTrouble.permanent("more than " + MAX_VOID + " void lookups");
        }
        return records;
    }

    private static <T> List<T> records(Answer<T> answer) throws SpfTrouble {
        return switch (answer) {
            case Answer.Found<T> found -> found.records();
            case Answer.NoSuchName<T> none -> List.of();
            case Answer.NoData<T> none -> List.of();
            case Answer.TemporaryFailure<T> later -> throw SpfTrouble.temporary(later.why());
        };
    }
}
