package org.pabal.web.control;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.ejb.control.AssignmentStore;
import org.pabal.web.body.PlainText;
import org.pabal.web.security.Roles;

/** {@code /assignments}: who has a mailbox, in users/assign syntax. */
@Path("/assignments")
@RequestScoped
@Tag(name = "assignments", description = "who has a mailbox")
public class AssignmentsResource {
    @Inject
    AssignmentStore store;

    @GET
    @Produces("text/plain;charset=UTF-8")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "getAssignments",
            summary = "The assignments, as they were written",
            description = "None, with the entity tag \"0\", if they never were.")
    public Response get(@Context Request request) {
        return TextAnswers.get(store.text(), request);
    }

    @PUT
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces("text/plain;charset=UTF-8")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "putAssignments",
            summary = "Replaces the assignments",
            description = "Home directories, relative to pabal.home, are made with a Maildir when missing. If-Match and"
                    + " If-None-Match: * are honoured.")
    @APIResponse(responseCode = "200", description = "replaced; 201 if there were none before")
    @APIResponse(responseCode = "400", description = "a bad assignment, with a sentence that names its line")
    @APIResponse(responseCode = "412", description = "somebody else changed them")
    public Response put(
            PlainText body, @Context HttpHeaders headers, @Context SecurityContext caller, @Context UriInfo uri) {
        String who = caller.getUserPrincipal().getName();
        return TextAnswers.changed(store.put(body.text(), Preconditions.of(headers), who), uri);
    }
}
