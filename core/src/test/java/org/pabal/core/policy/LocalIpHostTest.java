package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;

class LocalIpHostTest {
    private static LocalIpHost host() {
        try {
            return new LocalIpHost(
                    new DomainName("mx.local.test"),
                    Set.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1")));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user@[192.0.2.1], user@mx.local.test",
        "user@[IPv6:2001:db8:0::1], user@mx.local.test",
        "user@[0.0.0.0], user@mx.local.test",
        "user@[192.0.2.2], user@[192.0.2.2]",
        "user@local.test, user@local.test",
    })
    void replacesOnlyOurOwnAddresses(String written, String meant) {
        // T-ADR 96
        assertThat(host().replaceIn(EmailAddress.require(written))).hasToString(meant);
        assertThat(host().replaceIn(ReversePath.require(written)).text()).isEqualTo(meant);
    }

    @Test
    void sendersWithoutMailboxStay() {
        assertThat(host().replaceIn(ReversePath.NULL)).isEqualTo(ReversePath.NULL);
        assertThat(host().replaceIn(ReversePath.DOUBLE_BOUNCE)).isEqualTo(ReversePath.DOUBLE_BOUNCE);
    }
}
