package org.pabal.web.body;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.pabal.web.problem.Problem;

/** Refuses a body that says it is too large, and stops reading one that does not say it. */
@Priority(Priorities.ENTITY_CODER)
final class BodyLimitFilter implements ContainerRequestFilter {
    private final long limit;

    BodyLimitFilter(long limit) {
        this.limit = limit;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        // a length beyond int is -1 here, as an absent one; the stream counts both
        if (request.getLength() > limit) {
            request.abortWith(tooLarge(limit).response());
        } else if (request.hasEntity()) {
            request.setEntityStream(new LimitedStream(request.getEntityStream(), limit));
        }
    }

    static Problem tooLarge(long limit) {
        return Problem.tooLarge("The body may have " + limit + " octets.");
    }
}
