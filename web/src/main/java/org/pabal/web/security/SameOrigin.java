package org.pabal.web.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.pabal.web.problem.Problem;

/**
 * Refuses changes that a browser sends on behalf of another site: it adds the password by itself, and a plain form can
 * POST. Clients that are no browsers send neither field.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class SameOrigin implements ContainerRequestFilter {
    private static final Set<String> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OURS = Set.of("same-origin", "none");

    @Override
    public void filter(ContainerRequestContext request) {
        if (HARMLESS.contains(request.getMethod())) {
            return;
        }
        String site = request.getHeaderString("Sec-Fetch-Site");
        String origin = request.getHeaderString("Origin");
        String host = request.getHeaderString(HttpHeaders.HOST);
        boolean foreign = site != null
                ? !OURS.contains(site)
                : origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
        if (foreign) {
            request.abortWith(Problem.forbidden("Changes are not taken from pages of another site.")
                    .response());
        }
    }
}
