package org.pabal.core.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.address.DomainName;

/** XCLIENT: whatever a proxy says, a peer has an address, ports and a name that could be its own. */
class XClientFuzzTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Peer PROXY = new Peer("smtp", LOOPBACK, 40_000, LOOPBACK, 25, Optional.of("proxy.test"));

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "XCLIENT NAME=a.test ADDR=192.0.2.1 PORT=1 PROTO=ESMTP HELO=b LOGIN=u DESTADDR=IPV6:::1 DESTPORT=25",
                "xclient NAME=[UNAVAILABLE] ADDR=[TEMPUNAVAIL] PORT=[UNAVAILABLE] HELO=a+3Db",
                "XCLIENT ADDR=IPV6:2001:db8::1",
                "XCLIENT ",
                "XCLIENTS");
    }

    @MethodSource("seeds")
    @FuzzTest
    void introducesOnlyWhoCouldBe(byte[] line) {
        if (!XClient.isOne(line, 0, line.length)) {
            return;
        }
        if (XClient.parse(line, 0, line.length, PROXY) instanceof XClient.Parsed.Introduced introduced) {
            Peer peer = introduced.peer();
            Fuzz.holds(peer.port() >= 0 && peer.port() <= 65_535, "a port");
            Fuzz.holds(peer.localPort() >= 0 && peer.localPort() <= 65_535, "a port of ours");
            peer.hostName().ifPresent(name -> Fuzz.same(name, new DomainName(name).key()));
            Fuzz.holds(Fuzz.isOneLine(introduced.hello().name()), "a name of one line");
            boolean stillTheProxy = peer.address().equals(LOOPBACK);
            Fuzz.holds(
                    stillTheProxy
                            || !peer.hostName().equals(PROXY.hostName())
                            || Fuzz.text(line).contains("proxy"),
                    "a name of its own");
        }
    }
}
