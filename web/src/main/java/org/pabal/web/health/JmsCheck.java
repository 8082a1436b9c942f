package org.pabal.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.pabal.ejb.queue.DeliveryBell;

/**
 * Does JMS carry the queue's bells? Up in any case: without them mail is taken and delivered all the same, so a balancer must
 * not turn away from a node for that, nor anybody restart it (decision 039).
 */
@Readiness
@ApplicationScoped
public class JmsCheck implements HealthCheck {
    @Inject
    DeliveryBell bell;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("jms")
                .up()
                .withData("bells", bell.isHeard() ? "heard" : "not heard")
                .build();
    }
}
