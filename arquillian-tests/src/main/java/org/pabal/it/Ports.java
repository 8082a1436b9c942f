package org.pabal.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The TCP ports of one server.
 *
 * @param http admin API, health, metrics
 * @param console Payara's own administration, for {@code asadmin}
 * @param jms the embedded broker
 * @param dataGrid Payara's cluster port, which is there even without a cluster
 */
public record Ports(int smtp, int submission, int submissions, int http, int console, int jms, int dataGrid) {
    private static final int COUNT = 7;
    private static final int RANGE = 10_000;
    // below the range the kernel takes for outgoing connections, so that a restarted server finds its ports still free
    private static final int LOWEST = 20_000;
    // what was given away is not given again soon: whoever has it may not listen yet
    private static final AtomicInteger GIVEN =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(RANGE));

    /** @return seven neighbouring ports nobody listens on at this moment */
    public static Ports free() {
        int first = freeBlock();
        return new Ports(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
    }

    /** @return these ports for users, and free ones for the server's own purposes */
    public static Ports of(int smtp, int submission, int submissions, int http) {
        int first = freeBlock();
        return new Ports(smtp, submission, submissions, http, first, first + 1, first + 2);
    }

    /** @return a port nobody listens on at this moment */
    public static int anyFree() {
        return freeBlock();
    }

    /** @return whether a listener could be opened there */
    static boolean isFree(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freeBlock() {
        return IntStream.generate(() -> LOWEST + Math.floorMod(GIVEN.getAndAdd(COUNT), RANGE - COUNT))
                .filter(first -> IntStream.range(first, first + COUNT).allMatch(port -> isFree("0.0.0.0", port)))
                .findFirst()
                .orElseThrow();
    }
}
