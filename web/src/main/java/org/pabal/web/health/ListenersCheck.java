package org.pabal.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.pabal.core.access.Networks;
import org.pabal.ejb.receive.ListenerPorts;

/** Do the listeners of this node that are switched on take connections? */
@Readiness
@ApplicationScoped
public class ListenersCheck implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** these speak first */
    private static final List<String> GREETING = List.of("smtp", "submission", "lmtp");

    @Inject
    Config config;

    private final Probe probe = new Probe("listeners", PATIENCE, this::answer);

    @Override
    public HealthCheckResponse call() {
        return probe.ask();
    }

    private boolean answer() throws IOException {
        InetAddress address = InetAddress.getByName(text("pabal.bind", "0.0.0.0"));
        InetAddress reached = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        boolean proxied = Networks.require(text("pabal.proxy.from", "")).contain(reached);
        for (Map.Entry<String, Integer> listener : ListenerPorts.of(config).entrySet()) {
            ListenerProbe.Habit habit = new ListenerProbe.Habit(GREETING.contains(listener.getKey()), proxied);
            if (!ListenerProbe.answers(reached, listener.getValue(), habit)) {
                return false;
            }
        }
        return true;
    }

    private String text(String key, String otherwise) {
        return config.getOptionalValue(key, String.class).orElse(otherwise);
    }
}
