package org.pabal.connector.outbound;

import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.pabal.connector.tls.ClientTls;
import org.pabal.core.routing.Resolver;
import org.pabal.core.smtp.client.TimeoutTable;
import org.pabal.core.smtp.client.Transport;

/** What all administered objects of one resource adapter share: kept sessions, the table of timeouts, DNS caches. Safe for many threads. */
public final class Outbound implements AutoCloseable {
    private final TimeoutTable timeouts = new TimeoutTable(TimeoutTable.SIZE, new SplittableRandom());
    private final ConcurrentMap<Way, SmtpSender> senders = new ConcurrentHashMap<>();
    private final ConcurrentMap<DnsSettings, DnsClient> dnsClients = new ConcurrentHashMap<>();

    /** What tells one transport from another. */
    private record Way(ReuseLimits limits, String authorities) {}

    /** @param authorities {@code pabal.tls.authorities}
     * @return the same one for equal parameters */
    public Transport transport(ReuseLimits limits, String authorities) {
        return senders.computeIfAbsent(
                new Way(limits, authorities),
                way -> new SmtpSender(way.limits(), new ClientTls(way.authorities()), timeouts));
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
