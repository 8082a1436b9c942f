package org.pabal.web.tcpto;

import java.time.Duration;
import java.time.Instant;
import org.pabal.core.smtp.client.TimeoutTable;

/**
 * An address whose connects have timed out.
 *
 * @param secondsAgo since the last timeout that counted
 * @param timeouts that counted, 1 to 10; from 2 on the address is left alone for an hour or more
 */
public record TimeoutView(String address, Instant lastAt, long secondsAgo, int timeouts) {
    static TimeoutView of(TimeoutTable.Entry entry, Instant now) {
        return new TimeoutView(
                entry.address().getHostAddress(),
                entry.last(),
                Math.max(0, Duration.between(entry.last(), now).toSeconds()),
                entry.timeouts());
    }
}
