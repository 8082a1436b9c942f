package org.pabal.connector.outbound;

import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.pabal.core.routing.Resolver;
import org.pabal.core.smtp.client.TimeoutTable;
import org.pabal.core.smtp.client.Transport;

/** What all administered objects of one resource adapter share: kept sessions, the table of timeouts, DNS caches. Safe for many threads. */
public final class Outbound implements AutoCloseable {
    private final TimeoutTable timeouts = new TimeoutTable(TimeoutTable.SIZE, new SplittableRandom());
    private final ConcurrentMap<ReuseLimits, SmtpSender> senders = new ConcurrentHashMap<>();
    private final ConcurrentMap<DnsSettings, DnsClient> dnsClients = new ConcurrentHashMap<>();

    /** @return the same one for equal limits */
    public Transport transport(ReuseLimits limits) {
        return senders.computeIfAbsent(limits, some -> new SmtpSender(some, timeouts));
    }

    /** @return the same one, with its cache, for equal settings */
    public Resolver resolver(DnsSettings settings) {
        return dnsClients.computeIfAbsent(settings, DnsClient::new);
    }

    /**
     * Ends the kept sessions and takes no new deliveries. Those under way get at most {@link SmtpSender#STOP_WITHIN} to
     * finish; returns without waiting for them.
     */
    @Override
    public void close() {
        // a method reference would load the class, and after a failed deployment nothing can be loaded any more
        for (SmtpSender sender : senders.values()) {
            sender.close();
        }
    }
}
