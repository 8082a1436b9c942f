package org.pabal.web.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.ejb.admin.AuditLog;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /audit}: who changed what. */
@Path("/audit")
@RequestScoped
@Tag(name = "administrators")
public class AuditResource {
    @Inject
    AuditLog log;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "listAudit",
            summary = "Changes made through the API, the newest first",
            description = "To read on, give the smallest id seen as 'before'.")
    public List<AuditView> list(
            @QueryParam("before") @DefaultValue("9223372036854775807") long before,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1) {
            throw Problem.badRequest("The parameter 'limit' is at least 1.").exception();
        }
        return log.list(before, limit).stream().map(AuditView::of).toList();
    }
}
