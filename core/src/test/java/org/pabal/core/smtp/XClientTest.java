package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XClientTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private final Peer proxy = new Peer("smtp", LOOPBACK, 1000, LOOPBACK, 25, Optional.of("proxy.test"));

    private XClient.Parsed parse(String line) {
        byte[] octets = Wire.octets(line);
        return XClient.parse(octets, 0, octets.length, proxy);
    }

    private XClient.Parsed.Introduced introduced(String line) {
        return (XClient.Parsed.Introduced) parse(line);
    }

    @ParameterizedTest
    @CsvSource({
        "XCLIENT ADDR=192.0.2.1, 192.0.2.1 1000 127.0.0.1 25 -",
        "xclient addr=192.0.2.1 port=77 name=Client.Test, 192.0.2.1 77 127.0.0.1 25 client.test",
        "XCLIENT ADDR=IPV6:2001:db8::1 NAME=[UNAVAILABLE], 2001:db8:0:0:0:0:0:1 1000 127.0.0.1 25 -",
        "XCLIENT NAME=client.test, 127.0.0.1 1000 127.0.0.1 25 client.test",
        "XCLIENT NAME=[TEMPUNAVAIL], 127.0.0.1 1000 127.0.0.1 25 -",
        "XCLIENT DESTADDR=192.0.2.9 DESTPORT=587, 127.0.0.1 1000 192.0.2.9 587 proxy.test",
        "XCLIENT ADDR=[UNAVAILABLE] PORT=[UNAVAILABLE], 0.0.0.0 0 127.0.0.1 25 -",
        "XCLIENT LOGIN=ada ADDR=192.0.2.1, 192.0.2.1 1000 127.0.0.1 25 -",
        "XCLIENT ADDR=192.0.+32.1, 192.0.2.1 1000 127.0.0.1 25 -",
    })
    void saysWhoTheClientIs(String line, String meaning) {
        Peer peer = introduced(line).peer();
        assertThat(peer.address().getHostAddress() + " " + peer.port() + " "
                        + peer.localAddress().getHostAddress() + " " + peer.localPort() + " "
                        + peer.hostName().orElse("-"))
                .isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({
        "XCLIENT HELO=a.test PROTO=ESMTP, a.test, true",
        "XCLIENT HELO=a.test PROTO=SMTP, a.test, false",
        "XCLIENT HELO=[UNAVAILABLE], '', false",
        "XCLIENT PROTO=ESMTP, '', false",
    })
    void andHowItGreeted(String line, String name, boolean extended) {
        assertThat(introduced(line).hello()).isEqualTo(new SmtpEndpoint.Hello(name, extended));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XCLIENT",
                "XCLIENT ",
                "XCLIENT ADDR",
                "XCLIENT ADDR=client.test",
                "XCLIENT ADDR=192.0.2.1  PORT=1",
                "XCLIENT PORT=65536",
                "XCLIENT PORT=",
                "XCLIENT NAME=-x-..test",
                "XCLIENT NAME=a+0D+0Ab",
                "XCLIENT HELO=a+0D+0Ab",
                "XCLIENT HELO=a+4",
                "XCLIENT HELO=a+zz",
                "XCLIENT PROTO=LMTP",
                "XCLIENT COLOUR=red"
            })
    void anythingElseIsMalformed(String line) {
        assertThat(parse(line)).isInstanceOf(XClient.Parsed.Malformed.class);
    }

    @Test
    void isAVerbOfItsOwn() {
        assertThat(XClient.isOne(Wire.octets("xclient a=b"), 0, 11)).isTrue();
        assertThat(XClient.isOne(Wire.octets("XCLIENTS a"), 0, 10)).isFalse();
        assertThat(XClient.isOne(Wire.octets("XCL"), 0, 3)).isFalse();
    }

    @Test
    void isNotForEverybody() {
        Dialogue.ofStranger().says("XCLIENT ADDR=127.0.0.1").hears("550 5.7.0");
    }
}
