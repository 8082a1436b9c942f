package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameServersTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.53, 192.0.2.53, 53",
        "192.0.2.53:5353, 192.0.2.53, 5353",
        "[192.0.2.53], 192.0.2.53, 53",
        "2001:db8::53, 2001:db8:0:0:0:0:0:53, 53",
        "[2001:db8::53], 2001:db8:0:0:0:0:0:53, 53",
        "[2001:db8::53]:5353, 2001:db8:0:0:0:0:0:53, 5353"
    })
    void areAddressesWithOrWithoutAPort(String text, String address, int port) {
        assertThat(NameServers.require(text).addresses()).singleElement().satisfies(server -> {
            assertThat(server.getAddress().getHostAddress()).isEqualTo(address);
            assertThat(server.getPort()).isEqualTo(port);
        });
    }

    @Test
    void areSeparatedByCommasOrBlanks() {
        assertThat(NameServers.require(" 192.0.2.1, 192.0.2.2:54\t192.0.2.3,").addresses())
                .hasSize(3);
        assertThat(NameServers.require("").addresses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ns.example.net",
                "192.0.2.256",
                "192.0.2.53:0",
                "192.0.2.53:65536",
                "192.0.2.53:",
                "[::1",
                "1::2::3"
            })
    void thatAreNoneAreRefusedWithASentence(String text) {
        assertThatThrownBy(() -> NameServers.require("192.0.2.1," + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + text + "\" is not a name server");
    }
}
