package org.pabal.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** The checks once more, for {@code /health/live}: the server takes a bean for one kind only, whatever its annotations say. */
@ApplicationScoped
public class LiveChecks {
    @Produces
    @Liveness
    HealthCheck database(@Readiness DatabaseCheck check) {
        return check;
    }

    @Produces
    @Liveness
    HealthCheck jms(@Readiness JmsCheck check) {
        return check;
    }

    @Produces
    @Liveness
    HealthCheck listeners(@Readiness ListenersCheck check) {
        return check;
    }
}
