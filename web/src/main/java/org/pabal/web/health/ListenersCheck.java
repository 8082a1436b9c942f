package org.pabal.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Do the listeners of this node take connections? The one that begins with TLS is not asked: it may be without a certificate. */
@Readiness
@ApplicationScoped
public class ListenersCheck implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    @ConfigProperty(name = "pabal.bind", defaultValue = "0.0.0.0")
    String bind;

    @Inject
    @ConfigProperty(name = "pabal.smtp.port", defaultValue = "2525")
    int smtp;

    @Inject
    @ConfigProperty(name = "pabal.submission.port", defaultValue = "2587")
    int submission;

    private final Probe probe = new Probe("listeners", PATIENCE, this::answer);

    @Override
    public HealthCheckResponse call() {
        return probe.ask();
    }

    private boolean answer() throws IOException {
        InetAddress address = InetAddress.getByName(bind);
        InetAddress reached = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        return ListenerProbe.answers(reached, smtp) && ListenerProbe.answers(reached, submission);
    }
}
