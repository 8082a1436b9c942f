package org.pabal.web.control;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.ejb.control.ControlEntry;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.control.TextChange;
import org.pabal.web.body.PlainText;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /control}: qmail's control settings, in the syntax of its files. */
@Path("/control")
@RequestScoped
@Tag(name = "control", description = "qmail's control settings")
public class ControlResource {
    @Inject
    ControlStore store;

    @GET
    @Produces({"text/plain;charset=UTF-8", "application/json;qs=0.5"})
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "listControl",
            summary = "Every setting with its value: a table for people, or data with Accept: application/json")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = ControlView.class))
            })
    public Response list(@Context Request request) {
        List<ControlEntry> entries = store.list();
        Variant chosen = request.selectVariant(Variant.mediaTypes(TextAnswers.TEXT, MediaType.APPLICATION_JSON_TYPE)
                .build());
        if (chosen == null || MediaType.TEXT_PLAIN_TYPE.isCompatible(chosen.getMediaType())) {
            return Response.ok(ControlTable.of(entries), TextAnswers.TEXT).build();
        }
        List<ControlView> views = entries.stream().map(ControlView::of).toList();
        return Response.ok(new GenericEntity<>(views) {}, MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    @GET
    @Path("/{name}")
    @Produces("text/plain;charset=UTF-8")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "getControl", summary = "One setting, as it was written")
    @APIResponse(responseCode = "200", description = "the text; its version is the entity tag")
    @APIResponse(responseCode = "404", description = "not set, or not known")
    public Response get(@PathParam("name") String name, @Context Request request) {
        ControlEntry entry = known(name);
        return entry.stored()
                .map(stored -> TextAnswers.get(stored, request))
                .orElseGet(() -> Problem.notFound(notSet(entry)).response());
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces("text/plain;charset=UTF-8")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "putControl",
            summary = "Sets a setting",
            description = "Counts from the next session or delivery on. If-Match and If-None-Match: * are honoured.")
    @APIResponse(responseCode = "200", description = "set; 201 if it was not set before")
    @APIResponse(responseCode = "400", description = "a bad value, with a sentence that names the setting and line")
    @APIResponse(responseCode = "412", description = "somebody else changed it")
    public Response put(
            @PathParam("name") String name,
            PlainText body,
            @Context HttpHeaders headers,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        known(name);
        String who = caller.getUserPrincipal().getName();
        return TextAnswers.changed(store.put(name, body.text(), Preconditions.of(headers), who), uri);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "deleteControl", summary = "Back to the default")
    @APIResponse(responseCode = "204", description = "the default is in effect")
    @APIResponse(responseCode = "404", description = "it was not set")
    @APIResponse(responseCode = "409", description = "Pabal cannot do without it")
    public Response delete(
            @PathParam("name") String name,
            @Context HttpHeaders headers,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        known(name);
        String who = caller.getUserPrincipal().getName();
        return switch (store.delete(name, Preconditions.of(headers), who)) {
            case TextChange.Refused refused ->
                Problem.conflict(refused.sentence()).response();
            case TextChange change -> TextAnswers.changed(change, uri);
        };
    }

    private ControlEntry known(String name) {
        return store.find(name)
                .orElseThrow(() -> Problem.notFound("There is no control setting of this name; GET /control lists all.")
                        .exception());
    }

    private static String notSet(ControlEntry entry) {
        return entry.name() + " is not set; "
                + entry.effective()
                        .map(value -> "its default is: " + value.strip())
                        .orElse("it has no default") + ".";
    }
}
