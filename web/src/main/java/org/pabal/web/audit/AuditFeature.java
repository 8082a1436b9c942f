package org.pabal.web.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.pabal.ejb.admin.AuditLog;

/** Puts an {@link AuditFilter} around every method that may change something. */
@Provider
@ApplicationScoped
public class AuditFeature implements DynamicFeature {
    @Inject
    AuditLog log;

    @Inject
    AuditDetail detail;

    @Context
    HttpServletRequest servletRequest;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (isAudited(resource.getResourceMethod())) {
            context.register(new AuditFilter(log, () -> servletRequest.getRemoteAddr(), id -> detail.begun(id)));
        }
    }

    static boolean isAudited(Method method) {
        boolean changes = !method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(Audited.class);
        return changes && !method.isAnnotationPresent(Unaudited.class);
    }
}
