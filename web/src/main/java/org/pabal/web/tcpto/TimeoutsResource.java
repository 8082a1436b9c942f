package org.pabal.web.tcpto;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.ejb.deliver.Timeouts;
import org.pabal.web.security.Roles;

/** {@code /tcpto}: qmail's table of addresses whose connects have timed out. */
@Path("/tcpto")
@RequestScoped
@Tag(name = "tcpto", description = "addresses whose connects have timed out")
public class TimeoutsResource {
    @Inject
    Timeouts timeouts;

    /** @param hosts in the order in which they first timed out */
    public record TimeoutsView(List<TimeoutView> hosts) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            summary = "Addresses whose connects have timed out, as this node's deliveries have found since it started")
    public TimeoutsView list() {
        Instant now = Instant.now();
        return new TimeoutsView(timeouts.table().entries().stream()
                .map(entry -> TimeoutView.of(entry, now))
                .toList());
    }

    @DELETE
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(summary = "Forgets all timeouts, so that every address is tried again")
    @APIResponse(responseCode = "204", description = "forgotten")
    public void clear() {
        timeouts.table().clear();
    }
}
