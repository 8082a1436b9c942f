package org.pabal.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.proxy.ProxyHeader.Announced;
import org.pabal.core.proxy.ProxyHeader.Malformed;
import org.pabal.core.proxy.ProxyHeader.Unannounced;

class ProxyHeaderTest {
    private static ProxyHeader line(String text) {
        return ProxyHeader.ofLine((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ProxyHeader octets(String fixed, String variable) {
        HexFormat hex = HexFormat.of();
        return ProxyHeader.ofOctets(hex.parseHex(fixed), hex.parseHex(variable));
    }

    private static String text(ProxyHeader header) {
        return header instanceof Announced a
                ? a.address().getHostAddress() + " " + a.port() + " "
                        + a.localAddress().getHostAddress() + " " + a.localPort()
                : header.getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.1 198.51.100.2 40000 25, 192.0.2.1 40000 198.51.100.2 25",
        "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255 65535 255.255.255.255 65535",
        "PROXY TCP6 2001:db8::1 2001:db8::2 1 2, 2001:db8:0:0:0:0:0:1 1 2001:db8:0:0:0:0:0:2 2",
        "PROXY UNKNOWN, Unannounced",
        "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535, Unannounced",
    })
    void aLineSaysWhoConnected(String line, String meaning) {
        assertThat(text(line(line))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY",
                "PROXY UNKNOWNX",
                "PROXY TCP4 192.0.2.1 198.51.100.2 40000",
                "PROXY TCP4 192.0.2.1 198.51.100.2 40000 25 x",
                "PROXY TCP4 2001:db8::1 2001:db8::2 1 2",
                "PROXY TCP6 192.0.2.1 198.51.100.2 40000 25",
                "PROXY TCP4 mail.test 198.51.100.2 40000 25",
                "PROXY TCP4 192.0.2.1  198.51.100.2 40000 25",
                "PROXY TCP4 192.0.2.1 198.51.100.2 65536 25",
                "PROXY TCP4 192.0.2.1 198.51.100.2 -1 25",
                "PROXY TCP4 192.0.2.1 198.51.100.2 040 25",
                "proxy TCP4 192.0.2.1 198.51.100.2 40000 25",
                "EHLO client.test"
            })
    void anythingElseIsNoLine(String line) {
        assertThat(line(line)).isEqualTo(new Malformed());
    }

    @Test
    void aLineEndsInCrlf() {
        assertThat(ProxyHeader.ofLine("PROXY UNKNOWN\n".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new Malformed());
    }

    @ParameterizedTest
    @CsvSource({
        "2111000c, c0000201c63364029c400019, 192.0.2.1 40000 198.51.100.2 25",
        "21110010, c0000201c63364029c40001904000100, 192.0.2.1 40000 198.51.100.2 25",
        "2121, 20010db800000000000000000000000120010db800000000000000000000000200010002, 2001:db8:0:0:0:0:0:1 1 2001:db8:0:0:0:0:0:2 2",
        "20110000, '', Unannounced",
        "2011000c, c0000201c63364029c400019, Unannounced",
        "21000000, '', Unannounced",
        "21310000, '', Unannounced",
        "1111000c, c0000201c63364029c400019, Malformed",
        "2211000c, c0000201c63364029c400019, Malformed",
        "2111000b, c0000201c63364029c4000, Malformed",
    })
    void octetsSayItToo(String fixed, String variable, String meaning) {
        assertThat(text(octets(fixed, variable))).isEqualTo(meaning);
    }

    @Test
    void versionsAreToldApartByTheirStart() {
        assertThat(ProxyHeader.isBinary(HexFormat.of().parseHex("0d0a0d0a000d0a515549540a")))
                .isTrue();
        assertThat(ProxyHeader.isBinary("PROXY UNKNOW".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(ProxyHeader.variable(HexFormat.of().parseHex("2111ffff"))).isEqualTo(65_535);
        assertThat(octets("20110000", "")).isInstanceOf(Unannounced.class);
    }
}
