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
 */
public record DnsSettings(List<InetSocketAddress> servers, Duration answerWithin, int cacheEntries) {
    public static final DnsSettings DEFAULT = new DnsSettings(List.of(), Duration.ofSeconds(15), 50_000);

    public DnsSettings {
        servers = List.copyOf(servers);
        if (!answerWithin.isPositive() || cacheEntries < 1) {
            throw new IllegalArgumentException("time and cache of the DNS client are positive");
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
