package org.pabal.web.audit;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.pabal.ejb.admin.AuditLog;

/** Writes what a request sets out to do before its method runs, and how it ended after. */
@Priority(Priorities.USER)
final class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Logger LOG = System.getLogger(AuditFilter.class.getName());
    private static final String ID = AuditFilter.class.getName();

    private final AuditLog log;
    private final Supplier<String> peer;
    private final LongConsumer noted;

    /** @param noted is told the number of the entry that was begun */
    AuditFilter(AuditLog log, Supplier<String> peer, LongConsumer noted) {
        this.log = log;
        this.peer = peer;
        this.noted = noted;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String who = request.getSecurityContext().getUserPrincipal().getName();
        long id = log.begun(new AuditLog.Deed(who, peer.get(), request.getMethod(), subject(request)));
        request.setProperty(ID, id);
        noted.accept(id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        // none if another filter ended the request before it came here
        if (request.getProperty(ID) instanceof Long id) {
            try {
                log.ended(id, response.getStatus());
            } catch (RuntimeException e) {
                // the change is made; an error now would say the opposite
                LOG.log(Level.ERROR, "audit entry " + id + " ended with status " + response.getStatus(), e);
            }
        }
    }

    private static String subject(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = "/" + request.getUriInfo().getPath(false).replaceFirst("^/", "");
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
