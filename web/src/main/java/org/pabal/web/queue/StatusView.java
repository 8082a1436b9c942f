package org.pabal.web.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    /**
     * A service of this node.
     *
     * @param name as its log is called
     * @param state {@code up}, {@code paused} or {@code down}
     * @param port of a listener
     * @param sessions of a listener, open now
     */
    public record ServiceView(
            String name,
            String state,
            @Nullable Integer port,
            @Nullable Integer sessions) {
        /** A service that listens at no port. */
        public ServiceView(String name, String state) {
            this(name, state, null, null);
        }
    }
}
