package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTextTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "[192.0.2.1], 192.0.2.1",
        "010.0.0.1, 10.0.0.1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "[2001:DB8::1], 2001:db8:0:0:0:0:0:1",
        "[IPv6:2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "[ipv6:::1], 0:0:0:0:0:0:0:1",
        "[::ffff:192.0.2.1], 192.0.2.1"
    })
    void addressesAreRead(String text, String address) {
        assertThat(IpText.parse(text)).map(InetAddress::getHostAddress).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "localhost",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4 ",
                "0x7f.0.0.1",
                "1.2.3.4567",
                "[1.2.3.4",
                "1.2.3.4]",
                "::g",
                ":",
                "1::2::3",
                "[IPv6:1.2.3.4]x",
                "fe80::1%lo",
                "mx.example.net"
            })
    void otherTextIsNoAddress(String text) {
        assertThat(IpText.parse(text)).isEmpty();
    }
}
