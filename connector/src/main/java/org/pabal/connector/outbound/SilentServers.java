package org.pabal.connector.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Name servers that do not answer at all, so that they need not be waited for at each question. A question that stays
 * unanswered may be the fault of those whom the server asks; so before its next question such a server is asked for the
 * servers of the root, which every resolver knows. If that stays unanswered too, it is passed over for a while. Safe for
 * many threads.
 */
final class SilentServers {
    /** A resolver need not ask anybody for the root. */
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long nanosKept;
    private final LongSupplier nanoTime;
    /** those that owe an answer */
    private final Map<InetSocketAddress, Suspicion> suspects = new ConcurrentHashMap<>();

    /** All servers are known to be silent, so that none was asked. */
    static final class NobodyAskedException extends IOException {
        private static final long serialVersionUID = 1L;

        NobodyAskedException(InetSocketAddress server) {
            super(server + " is silent");
        }
    }

    /** @param silent whether it did not answer the question about the root either
     * @param since when that was */
    private record Suspicion(boolean silent, long since) {}

    /** @param kept how long a silent server is passed over; zero for not at all
     * @param nanoTime as {@link System#nanoTime()} */
    SilentServers(Duration kept, LongSupplier nanoTime) {
        this.nanosKept = kept.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The server left a question unanswered. */
    void unanswered(InetSocketAddress server) {
        if (nanosKept > 0) {
            suspects.putIfAbsent(server, new Suspicion(false, nanoTime.getAsLong()));
        }
    }

    /** The server said something. */
    void answered(InetSocketAddress server) {
        suspects.remove(server);
    }

    /**
     * Whether it makes sense to ask the server. May take a second to find out.
     *
     * @param deadline as of {@link System#nanoTime()}: where there is no time to find out, it does
     */
    boolean isWorthAsking(InetSocketAddress server, long deadline) {
        Suspicion suspicion = suspects.get(server);
        if (suspicion == null) {
            return true;
        }
        if (suspicion.silent() && nanoTime.getAsLong() - suspicion.since() < nanosKept) {
            return false;
        }
        long until = System.nanoTime() + PROBE_NANOS;
        if (until - deadline > 0 || answersAboutTheRoot(server, until)) {
            return true;
        }
        suspects.put(server, new Suspicion(true, nanoTime.getAsLong()));
        return false;
    }

    private boolean answersAboutTheRoot(InetSocketAddress server, long until) {
        Message query = Message.newQuery(Record.newRecord(Name.root, Type.NS, DClass.IN));
        try {
            new DnsExchange(server, query, until).answer();
            suspects.remove(server);
            return true;
        } catch (IOException silence) {
            return false;
        }
    }
}
