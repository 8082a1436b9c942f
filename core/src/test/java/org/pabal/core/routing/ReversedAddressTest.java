package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.core.routing.TableResolver.ip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.DomainName;

class ReversedAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.17, 17.2.0.192",
        "255.254.0.128, 128.0.254.255",
        "2001:db8::567:89ab, b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2",
        "::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f",
    })
    void standsBeforeTheZone(String address, String reversed) {
        assertThat(ReversedAddress.in(new DomainName("bl.test"), ip(address)).text())
                .isEqualTo(reversed + ".bl.test");
    }

    @Test
    void aMappedAddressIsTheOldOne() {
        assertThat(ReversedAddress.in(new DomainName("bl.test"), ip("::ffff:192.0.2.17")))
                .hasToString("17.2.0.192.bl.test");
    }

    @Test
    void pointersHaveATreeForEachKind() {
        assertThat(ReversedAddress.pointer(ip("192.0.2.17"))).hasToString("17.2.0.192.in-addr.arpa");
        assertThat(ReversedAddress.pointer(ip("2001:db8::1")).text())
                .startsWith("1.0.0.0.")
                .endsWith(".8.b.d.0.1.0.0.2.ip6.arpa");
    }

    @Test
    void theLongestZoneHasRoomForTheLongestAddress() {
        String label = "x".repeat(62);
        DomainName zone = new DomainName(label + "." + label + "." + label);

        assertThat(zone.text()).hasSize(188);
        assertThat(ReversedAddress.in(zone, ip("2001:db8::1")).text()).hasSizeLessThanOrEqualTo(253);
    }
}
