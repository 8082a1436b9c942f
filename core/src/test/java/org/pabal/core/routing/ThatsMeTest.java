package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThatsMeTest {
    private final ThatsMe me = new ThatsMe(Set.of(
            IpText.parse("192.0.2.1").orElseThrow(), IpText.parse("2001:db8::1").orElseThrow()));

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.1", "2001:db8::1", "127.0.0.1", "127.9.9.9", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1"
            })
    void theseReachUs(String address) {
        assertThat(me.includes(IpText.parse(address).orElseThrow())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "2001:db8::2", "128.0.0.1"})
    void theseDoNot(String address) {
        assertThat(me.includes(IpText.parse(address).orElseThrow())).isFalse();
    }
}
