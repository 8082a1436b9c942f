package org.pabal.core.proxy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.proxy.ProxyHeader.Announced;

/** Headers of the PROXY protocol: what is announced can be announced again, in the other version too. */
class ProxyHeaderFuzzTest {
    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "PROXY TCP4 192.0.2.1 192.0.2.2 1 65535\r\n",
                "PROXY TCP6 2001:db8::1 ::ffff:192.0.2.2 1 2\r\n",
                "PROXY UNKNOWN\r\n",
                "PROXY UNKNOWN anything\r\n",
                "!\u0011\0\u000c\u00c0\0\u0002\u0001\u00c0\0\u0002\u0002\0\u0001\0\u0019",
                " \0\0\0",
                "!!\0$" + "\0".repeat(36));
    }

    @MethodSource("seeds")
    @FuzzTest
    void announcesAddresses(byte[] input) {
        isAnnouncedAgain(ProxyHeader.ofLine(input));
        if (input.length >= ProxyHeader.SIGNATURE) {
            ProxyHeader.isBinary(input);
        }
        if (input.length >= ProxyHeader.FIXED) {
            byte[] fixed = Arrays.copyOf(input, ProxyHeader.FIXED);
            Fuzz.holds(ProxyHeader.variable(fixed) >= 0, "a length");
            isAnnouncedAgain(ProxyHeader.ofOctets(fixed, Arrays.copyOfRange(input, ProxyHeader.FIXED, input.length)));
        }
    }

    private static void isAnnouncedAgain(ProxyHeader header) {
        boolean announced = header instanceof Announced;
        if (!announced) {
            return;
        }
        Announced found = (Announced) header;
        // a line has one family, which an IPv4 address written as an IPv6 one has not
        if (six(found.address()) == six(found.localAddress())) {
            String line = "PROXY " + (six(found.address()) ? "TCP6 " : "TCP4 ")
                    + found.address().getHostAddress() + " "
                    + found.localAddress().getHostAddress() + " " + found.port() + " " + found.localPort() + "\r\n";
            Fuzz.holds(line.length() <= ProxyHeader.MAX_LINE, "a line within the limit");
            Fuzz.same(found, ProxyHeader.ofLine(Fuzz.octets(line)));
        }
    }

    private static boolean six(InetAddress address) {
        return address instanceof Inet6Address;
    }
}
