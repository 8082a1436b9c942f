package org.pabal.core.routing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name servers to ask: {@code pabal.dns.servers}.
 *
 * @param addresses in the order to ask; empty means those of {@code /etc/resolv.conf}
 */
public record NameServers(List<InetSocketAddress> addresses) {
    public static final int PORT = 53;

    private static final Pattern SERVER = Pattern.compile(
            "(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<four>\\d{1,3}(?:\\.\\d{1,3}){3}))(?::(?<port>\\d{1,5}))?|(?<bare>[0-9A-Fa-f:.]+)");

    public NameServers {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads addresses, each with a port or without, with commas or blanks between them.
     *
     * @throws IllegalArgumentException with a sentence that quotes the one that is none
     */
    public static NameServers require(String text) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String word : text.strip().split("[,\\s]+", -1)) {
            if (!word.isEmpty()) {
                servers.add(one(word));
            }
        }
        return new NameServers(servers);
    }

    private static InetSocketAddress one(String word) {
        Matcher matcher = SERVER.matcher(word);
        if (matcher.matches()) {
            String port = matcher.group("port");
            int number = port == null ? PORT : Integer.parseInt(port);
            String address = matcher.group("six") != null ? matcher.group("six") : matcher.group("four");
            Optional<InetAddress> literal = IpText.parse(address == null ? matcher.group("bare") : address);
            if (literal.isPresent() && number >= 1 && number <= 65_535) {
                return new InetSocketAddress(literal.get(), number);
            }
        }
        throw new IllegalArgumentException(
                "\"" + word + "\" is not a name server; write 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53");
    }
}
