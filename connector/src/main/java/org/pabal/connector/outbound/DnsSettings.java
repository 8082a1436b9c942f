package org.pabal.connector.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Address;

/**
 * How the DNS is asked.
 *
 * @param servers in the order to ask; empty means those of {@code /etc/resolv.conf} at the time of the question
 * @param answerWithin the most that one question may take, all servers and aliases together; positive
 * @param cacheEntries names kept in the cache, positive
 * @param troubleKept how long a question without an answer is not put again, nor a silent server asked; zero means that
 *     every question is put every time
 */
public record DnsSettings(
        List<InetSocketAddress> servers, Duration answerWithin, int cacheEntries, Duration troubleKept) {
    /** RFC 2308 §7. */
    public static final Duration MAX_TROUBLE_KEPT = Duration.ofMinutes(5);

    public static final DnsSettings DEFAULT = new DnsSettings(List.of(), Duration.ofSeconds(15), 50_000, Duration.ZERO);

    public DnsSettings {
        servers = List.copyOf(servers);
        if (!answerWithin.isPositive() || cacheEntries < 1) {
            throw new IllegalArgumentException("time and cache of the DNS client are positive");
        }
        if (troubleKept.isNegative() || troubleKept.compareTo(MAX_TROUBLE_KEPT) > 0) {
            throw new IllegalArgumentException("trouble of the DNS is kept for five minutes at most");
        }
    }

    /** @return the address that a text spells, without ever asking for a name */
    static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(Address.getByAddress(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
