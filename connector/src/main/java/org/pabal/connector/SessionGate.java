package org.pabal.connector;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts open sessions, in all and for each address, and numbers them; has entries only for addresses with open sessions. */
final class SessionGate {
    private final ListenerSettings.Sessions limits;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Object, Integer> perAddress = new ConcurrentHashMap<>();

    private final AtomicLong numbers;

    /** @param numbers the last one given, by any listener */
    SessionGate(ListenerSettings.Sessions limits, AtomicLong numbers) {
        this.limits = limits;
        this.numbers = numbers;
    }

    /** @return whether one more session fits; if so it counts until {@link #leave} */
    boolean enter() {
        if (open.incrementAndGet() > limits.all()) {
            open.decrementAndGet();
            return false;
        }
        return true;
    }

    /** @return whether one more session of this address fits; if so it counts until {@link #discount} */
    boolean count(InetAddress address) {
        int limit = address.isLoopbackAddress() ? limits.perLoopbackAddress() : limits.perAddress();
        if (perAddress.merge(key(address), 1, Integer::sum) > limit) {
            discount(address);
            return false;
        }
        return true;
    }

    void discount(InetAddress address) {
        perAddress.computeIfPresent(key(address), (key, count) -> count == 1 ? null : count - 1);
    }

    void leave() {
        open.decrementAndGet();
    }

    /** @return a number that no other session has */
    long number() {
        return numbers.incrementAndGet();
    }

    int open() {
        return open.get();
    }

    /** Of IPv6 the network: one peer may well have 2⁶⁴ addresses. */
    private static Object key(InetAddress address) {
        return address instanceof Inet4Address
                ? address
                : (Object) ByteBuffer.wrap(address.getAddress()).getLong();
    }
}
