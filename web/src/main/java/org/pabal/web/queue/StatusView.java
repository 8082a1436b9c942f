package org.pabal.web.queue;

import java.time.Instant;
import java.util.List;

/**
 * The server in a few lines.
 *
 * @param version of Pabal
 * @param node {@code pabal.node}
 * @param startedAt when the application started on this node
 * @param uptime seconds since then
 */
public record StatusView(
        String version, String node, Instant startedAt, long uptime, List<ServiceView> services, QueueStatsView queue) {
    /** @param state {@code up}, {@code paused} or {@code down} */
    public record ServiceView(String name, String state) {}
}
