package org.pabal.ejb.mailbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.pabal.core.policy.Network;
import org.pabal.core.policy.RateLimiter;

/**
 * How many failed logins there may be, from one address and for one account. An account under attack is not locked: from
 * where its user has logged in lately, the user still can. In the memory of this node.
 */
final class LoginBudget {
    private static final RateLimiter.Rate OF_ADDRESS = new RateLimiter.Rate(20, Duration.ofMinutes(10));
    private static final RateLimiter.Rate OF_ACCOUNT = new RateLimiter.Rate(100, Duration.ofHours(1));
    private static final int MOST = 100_000;
    private static final Duration LATELY = Duration.ofDays(30);

    private final RateLimiter addresses;
    private final RateLimiter accounts;
    private final Cache<String, Boolean> proven =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LATELY).build();

    LoginBudget(InstantSource clock) {
        addresses = new RateLimiter(OF_ADDRESS, MOST, clock);
        accounts = new RateLimiter(OF_ACCOUNT, MOST, clock);
    }

    boolean mayTry(InetAddress address) {
        return addresses.waitFor(key(address)).isZero();
    }

    /** @param account whether it exists or not */
    boolean mayTry(InetAddress address, String account) {
        return mayTry(address)
                && (accounts.waitFor(account).isZero() || proven.getIfPresent(pair(address, account)) != null);
    }

    void failed(InetAddress address, String account) {
        addresses.take(key(address));
        accounts.take(account);
    }

    void succeeded(InetAddress address, String account) {
        proven.put(pair(address, account), true);
    }

    private static String pair(InetAddress address, String account) {
        return key(address) + " " + account;
    }

    private static String key(InetAddress address) {
        return Network.ofHost(address).toString();
    }
}
