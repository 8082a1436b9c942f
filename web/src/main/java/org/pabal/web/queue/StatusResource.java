package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.ejb.log.SmtpLog;
import org.pabal.ejb.node.ThisNode;
import org.pabal.ejb.queue.Dispatcher;
import org.pabal.ejb.queue.MailQueue;
import org.pabal.ejb.receive.ListenerPorts;
import org.pabal.ejb.start.Readiness;
import org.pabal.web.queue.StatusView.ServiceView;
import org.pabal.web.security.Roles;

/** {@code /status}: the server in a few lines. */
@Path("/status")
@RequestScoped
@Tag(name = "status", description = "how the server is")
public class StatusResource {
    @Inject
    ThisNode node;

    @Inject
    Readiness readiness;

    @Inject
    Dispatcher dispatcher;

    @Inject
    MailQueue queue;

    @Inject
    SmtpLog log;

    @Inject
    Config config;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(summary = "Version, node, uptime, services and how full the queue is")
    public StatusView status() {
        return new StatusView(
                Version.text(),
                node.name(),
                node.began(),
                Duration.between(node.began(), Instant.now()).toSeconds(),
                services(),
                QueueStatsView.of(queue.stats()));
    }

    private List<ServiceView> services() {
        Map<String, Integer> sessions = log.open();
        List<ServiceView> services = new ArrayList<>();
        ListenerPorts.of(config)
                .forEach((listener, port) -> services.add(new ServiceView(
                        SmtpLog.service(listener), listening(), port, sessions.getOrDefault(listener, 0))));
        services.add(new ServiceView("qmail-send", dispatcher.paused() ? "paused" : listening()));
        return services;
    }

    private String listening() {
        return readiness.isReady() ? "up" : "down";
    }
}
