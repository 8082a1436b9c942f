package org.pabal.web.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import org.pabal.web.problem.Problem;

/** Lets a request through to a method only for a caller in one of its roles. */
@Priority(Priorities.AUTHORIZATION)
final class RoleFilter implements ContainerRequestFilter {
    private final Set<String> allowed;

    RoleFilter(Set<String> allowed) {
        this.allowed = allowed;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        SecurityContext caller = request.getSecurityContext();
        if (caller == null || caller.getUserPrincipal() == null) {
            request.abortWith(Problem.unauthorized().response());
        } else if (allowed.stream().noneMatch(caller::isUserInRole)) {
            request.abortWith(
                    Problem.forbidden("Your role does not allow this.").response());
        }
    }
}
