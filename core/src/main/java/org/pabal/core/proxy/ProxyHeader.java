package org.pabal.core.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.AddressLiteral;

/** What one header turned out to be. */
public sealed interface ProxyHeader {
    /** octets by which the versions are told apart; no header is shorter */
    int SIGNATURE = 12;
    /** octets of a header of version 1 with its CRLF */
    int MAX_LINE = 107;
    /** octets that follow the signature in every header of version 2 */
    int FIXED = 4;
    /** octets behind those; what a proxy adds of its own has room, a certificate chain has not */
    int MAX_VARIABLE = 4096;

    /** The connection that was forwarded. */
    record Announced(InetAddress address, int port, InetAddress localAddress, int localPort) implements ProxyHeader {}

    /** The proxy speaks for itself, as for a health check, or does not know: the addresses of the connection count. */
    record Unannounced() implements ProxyHeader {}

    record Malformed() implements ProxyHeader {}

    /** @param start at least {@value #SIGNATURE} octets */
    static boolean isBinary(byte[] start) {
        byte[] signature = "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(signature, 0, SIGNATURE, start, 0, SIGNATURE);
    }

    /** @param line of version 1 with its CRLF */
    static ProxyHeader ofLine(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PROXY UNKNOWN") && text.endsWith("\r\n")) {
            return text.charAt(13) == ' ' || text.charAt(13) == '\r' ? new Unannounced() : new Malformed();
        }
        List<String> words = List.of(text.split(" ", -1));
        boolean known = words.size() == 6 && words.get(0).equals("PROXY") && text.endsWith("\r\n");
        if (!known) {
            return new Malformed();
        }
        String last = words.get(5).substring(0, words.get(5).length() - 2);
        Optional<InetAddress> from = address(words.get(1), words.get(2));
        Optional<InetAddress> to = address(words.get(1), words.get(3));
        int fromPort = port(words.get(4));
        int toPort = port(last);
        return from.isEmpty() || to.isEmpty() || fromPort < 0 || toPort < 0
                ? new Malformed()
                : new Announced(from.get(), fromPort, to.get(), toPort);
    }

    /** @return octets behind the fixed ones; may be more than {@link #MAX_VARIABLE} */
    static int variable(byte[] fixed) {
        return Short.toUnsignedInt(ByteBuffer.wrap(fixed).getShort(2));
    }

    /**
     * @param fixed the octets behind the signature
     * @param variable the octets behind those: addresses, and TLVs, which are skipped
     */
    static ProxyHeader ofOctets(byte[] fixed, byte[] variable) {
        int version = fixed[0] >> 4 & 0xf;
        int command = fixed[0] & 0xf;
        if (version != 2 || command > 1) {
            return new Malformed();
        }
        return switch (command == 0 ? 0 : fixed[1] & 0xff) {
            case 0x11 -> addresses(variable, 4);
            case 0x21 -> addresses(variable, 16);
            // LOCAL, or not TCP: the addresses are those of the connection
            default -> new Unannounced();
        };
    }

    private static ProxyHeader addresses(byte[] variable, int size) {
        if (variable.length < 2 * size + 4) {
            return new Malformed();
        }
        ByteBuffer in = ByteBuffer.wrap(variable);
        byte[] from = new byte[size];
        byte[] to = new byte[size];
        in.get(from).get(to);
        try {
            return new Announced(
                    InetAddress.getByAddress(from),
                    Short.toUnsignedInt(in.getShort()),
                    InetAddress.getByAddress(to),
                    Short.toUnsignedInt(in.getShort()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    private static Optional<InetAddress> address(String family, String text) {
        return switch (family) {
            case "TCP4" -> AddressLiteral.parse("[" + text + "]").map(AddressLiteral::address);
            case "TCP6" -> AddressLiteral.parse("[IPv6:" + text + "]").map(AddressLiteral::address);
            default -> Optional.empty();
        };
    }

    private static int port(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= 5
                && (text.length() == 1 || text.charAt(0) != '0')
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : -1;
        return port <= 65_535 ? port : -1;
    }
}
