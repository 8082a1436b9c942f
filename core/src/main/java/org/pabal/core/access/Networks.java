package org.pabal.core.access;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.pabal.core.address.AddressLiteral;

/** Addresses and networks, as an operator lists whom to trust. Immutable; names are never looked up. */
public final class Networks {
    private static final Pattern BETWEEN = Pattern.compile("[ \\t,]+");

    private final List<Network> networks;

    /** @param size bits of an address of its family
     * @param rest bits of it that do not matter
     * @param prefix the others as a number */
    private record Network(int size, int rest, BigInteger prefix) {
        static Network of(byte[] address, int bits) {
            int size = address.length * 8;
            return new Network(size, size - bits, new BigInteger(1, address).shiftRight(size - bits));
        }

        boolean contains(byte[] other) {
            return other.length * 8 == size
                    && new BigInteger(1, other).shiftRight(rest).equals(prefix);
        }
    }

    private Networks(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * @param text as {@code 192.0.2.1 10.0.0.0/8 2001:db8::/32}, with blanks or commas between; may be empty
     * @throws IllegalArgumentException with a clause that names the entry that is wrong
     */
    public static Networks require(String text) {
        List<Network> networks = new ArrayList<>();
        BETWEEN.splitAsStream(text.strip())
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> networks.add(network(entry)));
        return new Networks(networks);
    }

    public boolean contain(InetAddress address) {
        byte[] octets = address.getAddress();
        return networks.stream().anyMatch(network -> network.contains(octets));
    }

    private static Network network(String entry) {
        int slash = entry.indexOf('/');
        byte[] address = address(entry, slash < 0 ? entry : entry.substring(0, slash));
        int most = address.length * 8;
        return Network.of(address, slash < 0 ? most : bits(entry, entry.substring(slash + 1), most));
    }

    private static byte[] address(String entry, String text) {
        return AddressLiteral.parse((text.indexOf(':') < 0 ? "[" : "[IPv6:") + text + "]")
                .map(literal -> literal.address().getAddress())
                .orElseThrow(() -> new IllegalArgumentException("\"" + entry + "\" is no IP address or network"));
    }

    private static int bits(String entry, String text, int most) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "\"" + entry + "\" has no length from 0 to " + most + " after its slash");
        }
        return Integer.parseInt(text);
    }
}
