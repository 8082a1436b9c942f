package org.pabal.web.limits;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.ejb.receive.Rates;
import org.pabal.web.security.Roles;

/** {@code /limits}: rates and who has used them up. */
@Path("/limits")
@RequestScoped
@Tag(name = "limits", description = "rates of sessions, messages and recipients")
public class LimitsResource {
    private static final int MOST = 1_000;

    @Inject
    Rates rates;

    /** @param limits the most pressing first */
    public record LimitsView(List<LimitView> limits) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(summary = "Who has used up how much of the rates, on this node, since it started")
    public LimitsView limits() {
        return new LimitsView(rates.emptiest(MOST).stream().map(LimitView::of).toList());
    }

    @DELETE
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(summary = "Forgets what everybody has used up")
    @APIResponse(responseCode = "204", description = "forgotten")
    public void resetAll() {
        rates.resetAll();
    }

    @DELETE
    @Path("/{key: .+}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(summary = "Forgets what one key has used up, as address:192.0.2.1 or network:192.0.2.0/24")
    @APIResponse(responseCode = "204", description = "forgotten, or there was nothing to forget")
    public void reset(@PathParam("key") String key) {
        rates.reset(key);
    }
}
