package org.pabal.ejb.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginBudgetTest {
    private Instant now = Instant.parse("2026-03-05T07:08:09Z");
    private final LoginBudget budget = new LoginBudget(() -> now);

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    private void fail(String address, String account, int times) throws UnknownHostException {
        for (int i = 0; i < times; i++) {
            budget.failed(address(address), account);
        }
    }

    @Test
    void anAddressThatGuessesHasToWaitAndOthersDoNot() throws UnknownHostException {
        fail("192.0.2.1", "ada@local.test", 19);
        assertThat(budget.mayTry(address("192.0.2.1"))).isTrue();
        fail("192.0.2.1", "bob@local.test", 1);
        assertThat(budget.mayTry(address("192.0.2.1"))).isFalse();
        assertThat(budget.mayTry(address("192.0.2.2"), "ada@local.test")).isTrue();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(budget.mayTry(address("192.0.2.1"))).isTrue();
    }

    @Test
    void anIpv6NetworkIsOnePeer() throws UnknownHostException {
        for (int i = 0; i < 20; i++) {
            fail("2001:db8::" + Integer.toHexString(i + 1), "ada@local.test", 1);
        }
        assertThat(budget.mayTry(address("2001:db8::ffff"))).isFalse();
        assertThat(budget.mayTry(address("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void anAccountUnderAttackStaysOpenFromWhereItsUserIs() throws UnknownHostException {
        budget.succeeded(address("198.51.100.7"), "ada@local.test");
        for (int i = 0; i < 100; i++) {
            fail("192.0.2." + i, "ada@local.test", 1);
        }
        assertThat(budget.mayTry(address("203.0.113.1"), "ada@local.test")).isFalse();
        assertThat(budget.mayTry(address("198.51.100.7"), "ada@local.test")).isTrue();
        assertThat(budget.mayTry(address("203.0.113.1"), "bob@local.test")).isTrue();
    }
}
