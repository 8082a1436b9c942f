package org.pabal.web.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Does the message broker that carries the queue's bells answer? */
@Readiness
@ApplicationScoped
public class JmsCheck implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    ConnectionFactory broker;

    private final Probe probe = new Probe("jms", PATIENCE, this::answers);

    @Override
    public HealthCheckResponse call() {
        return probe.ask();
    }

    private boolean answers() throws JMSException {
        try (JMSContext context = broker.createContext()) {
            return context.getMetaData().getJMSMajorVersion() > 0;
        }
    }
}
