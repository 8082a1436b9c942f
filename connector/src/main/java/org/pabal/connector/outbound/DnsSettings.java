package org.pabal.connector.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Address;

/**
 * How the DNS is asked.
 *
 * @param servers in the order to ask; empty means those of {@code /etc/resolv.conf} at the time of the question
 * @param answerWithin the most that one question may take, all servers and aliases together; positive
 * @param cacheEntries names kept in the cache, positive
 */
public record DnsSettings(List<InetSocketAddress> servers, Duration answerWithin, int cacheEntries) {
    static final int PORT = 53;

    public static final DnsSettings DEFAULT = new DnsSettings(List.of(), Duration.ofSeconds(15), 50_000);

    private static final Pattern SERVER = Pattern.compile(
            "(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<four>\\d{1,3}(?:\\.\\d{1,3}){3}))(?::(?<port>\\d{1,5}))?|(?<bare>[0-9A-Fa-f:.]+)");

    public DnsSettings {
        servers = List.copyOf(servers);
        if (!answerWithin.isPositive() || cacheEntries < 1) {
            throw new IllegalArgumentException("time and cache of the DNS client are positive");
        }
    }

    /**
     * Reads name servers with commas or blanks between them.
     *
     * @throws IllegalArgumentException with a sentence that quotes the one that is not an address
     */
    static List<InetSocketAddress> requireServers(String text) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String word : text.strip().split("[,\\s]+", -1)) {
            if (!word.isEmpty()) {
                servers.add(requireServer(word));
            }
        }
        return List.copyOf(servers);
    }

    private static InetSocketAddress requireServer(String word) {
        Matcher matcher = SERVER.matcher(word);
        if (matcher.matches()) {
            String port = matcher.group("port");
            int number = port == null ? PORT : Integer.parseInt(port);
            String address = matcher.group("six") != null ? matcher.group("six") : matcher.group("four");
            Optional<InetAddress> literal = literal(address == null ? matcher.group("bare") : address);
            if (literal.isPresent() && number >= 1 && number <= 65_535) {
                return new InetSocketAddress(literal.get(), number);
            }
        }
        throw new IllegalArgumentException("servers: \"" + word
                + "\" is not a name server; write 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53");
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
