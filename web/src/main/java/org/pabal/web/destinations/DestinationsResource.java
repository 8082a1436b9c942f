package org.pabal.web.destinations;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.ejb.queue.Dispatcher;
import org.pabal.web.security.Roles;

/** {@code /destinations}: what waits for which host, and how much of it may go at the same time. */
@Path("/destinations")
@RequestScoped
@Tag(name = "destinations", description = "deliveries to other hosts")
public class DestinationsResource {
    private static final int MOST = 200;

    @Inject
    Dispatcher dispatcher;

    /** @param destinations those with the longest lines first */
    public record DestinationsView(List<DestinationView> destinations) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(summary = "The 200 destinations with the longest lines, on this node")
    public DestinationsView destinations() {
        return new DestinationsView(
                dispatcher.destinations(MOST).stream().map(DestinationView::of).toList());
    }
}
