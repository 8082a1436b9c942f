package org.pabal.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostNameTest {
    private static String choose(String... candidates) {
        return HostName.choose(List.of(candidates)).text();
    }

    @Test
    void aFullNameIsBetterThanAShortOne() {
        assertThat(choose("mx", "mx.example.org")).isEqualTo("mx.example.org");
        assertThat(choose("mx", "localhost")).isEqualTo("mx");
    }

    @Test
    void anAddressOrAnythingThatIsNoNameIsNotTaken() {
        assertThat(choose("192.0.2.1", "mx")).isEqualTo("mx");
        assertThat(choose("fe80::1%eth0", "my host.example.org")).isEqualTo("localhost.localdomain");
    }

    @Test
    void localhostAloneIsNoName() {
        assertThat(choose("localhost", "localhost")).isEqualTo("localhost.localdomain");
    }

    @Test
    void thisHostHasAName() {
        assertThat(HostName.own().text()).isNotEmpty();
    }
}
