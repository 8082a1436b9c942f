package org.pabal.core.routing;

import java.net.InetAddress;
import java.util.List;
import org.pabal.core.address.DomainName;

/** What routing, and whoever judges a peer, asks of the DNS. Blocks; answers within a bounded time. */
public interface Resolver {
    /** How a question was answered. */
    sealed interface Answer<T> {
        /** @param records at least one */
        record Found<T>(List<T> records) implements Answer<T> {
            public Found {
                records = List.copyOf(records);
                if (records.isEmpty()) {
                    throw new IllegalArgumentException("an answer without records is NoData");
                }
            }
        }

        /** NXDOMAIN: the name has no records of any type. */
        record NoSuchName<T>() implements Answer<T> {}

        /** The name exists, without records of this type. */
        record NoData<T>() implements Answer<T> {}

        /** No answer that could be believed; ask again later.
         *
         * @param why for the log
         */
        record TemporaryFailure<T>(String why) implements Answer<T> {}
    }

    /**
     * One MX record.
     *
     * @param host the exchanger as the DNS has it, without the final dot: not checked, and empty for the root, as in a
     *     null MX (RFC 7505)
     */
    record MailExchanger(int preference, String host) {}

    /** The MX records of a name, CNAMEs followed, in no particular order. */
    Answer<MailExchanger> mx(DomainName domain);

    /** The IPv4 and IPv6 addresses of a name, CNAMEs followed, in the order to try. */
    Answer<InetAddress> addresses(DomainName host);

    /** The IPv4 addresses of a name alone, CNAMEs followed. */
    Answer<InetAddress> a(DomainName name);

    /** The texts of a name, CNAMEs followed: the strings of each record joined, octets as characters from 0 to 255. */
    Answer<String> txt(DomainName name);

    /** What a name of the reverse tree points at, CNAMEs followed: as the DNS has it, without the final dot, not checked. */
    Answer<String> ptr(DomainName reversed);
}
