package org.pabal.web.control;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.pabal.core.local.AssignmentCdb;
import org.pabal.ejb.control.AssignmentStore;
import org.pabal.web.body.BodyLimit;
import org.pabal.web.body.PlainText;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /assignments}: who has a mailbox, in users/assign syntax. */
@jakarta.ws.rs.Path("/assignments")
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

    /** As {@link #put}, of a compiled file. */
    @PUT
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces("text/plain;charset=UTF-8")
    @RolesAllowed(Roles.ADMIN)
    @BodyLimit(10 * BodyLimit.USUAL)
    @Operation(
            operationId = "putAssignmentsCdb",
            summary = "Replaces the assignments by those of qmail's users/cdb",
            description =
                    "With homes=/home, home directories below /home are taken for those of the same name below users.")
    @APIResponse(responseCode = "200", description = "replaced; 201 if there were none before")
    @APIResponse(responseCode = "400", description = "no users/cdb, or a bad assignment")
    @APIResponse(responseCode = "412", description = "somebody else changed them")
    public Response put(
            InputStream body,
            @QueryParam("homes") @Nullable String homes,
            @Context HttpHeaders headers,
            @Context SecurityContext caller,
            @Context UriInfo uri)
            throws IOException {
        String text = text(body.readAllBytes(), homes);
        String who = caller.getUserPrincipal().getName();
        return TextAnswers.changed(store.put(text, Preconditions.of(headers), who), uri);
    }

    private static String text(byte[] cdb, @Nullable String homes) {
        try {
            return AssignmentCdb.text(
                    cdb,
                    Optional.ofNullable(homes).filter(given -> !given.isEmpty()).map(Path::of));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("assignments: " + e.getMessage()).exception();
        }
    }
}
