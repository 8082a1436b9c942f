package org.pabal.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.AddressLiteral;

class NetworksTest {
    private final Networks networks = Networks.require(" 192.0.2.1, 10.0.0.0/9 2001:db8::/33 ::1");

    @ParameterizedTest
    @CsvSource({
        "[192.0.2.1], true",
        "[192.0.2.2], false",
        "[10.127.255.255], true",
        "[10.128.0.0], false",
        "[IPv6:2001:db8::1], true",
        "[IPv6:2001:db8:8000::1], false",
        "[IPv6:::1], true",
        "[IPv6:::2], false",
    })
    void containTheirAddresses(String literal, boolean contained) {
        assertThat(networks.contain(AddressLiteral.require(literal).address())).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::/129", "/8", "10.1"})
    void areAddressesAndNothingElse(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Networks.require("192.0.2.1 " + entry))
                .withMessageContaining("\"" + entry + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void mayBeNone(String text) {
        assertThat(Networks.require(text)
                        .contain(AddressLiteral.require("[127.0.0.1]").address()))
                .isFalse();
    }
}
