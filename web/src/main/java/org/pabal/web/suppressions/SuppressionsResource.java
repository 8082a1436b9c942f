package org.pabal.web.suppressions;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.bounce.Suppression;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.suppression.StoredSuppression;
import org.pabal.ejb.suppression.Suppressions;
import org.pabal.web.body.JsonFields;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /suppressions}: addresses that are not tried again. */
@Path("/suppressions")
@RequestScoped
@Tag(name = "suppressions", description = "addresses that are not tried again, since mail to them failed for good")
public class SuppressionsResource {
    private static final int MOST = 500;
    private static final int LONGEST_REASON = 200;
    private static final String USUAL_REASON = "listed by an administrator";

    @Inject
    Suppressions suppressions;

    @Inject
    ControlStore controls;

    /** @param next the cursor of the next page; absent at the end */
    public record SuppressionsView(List<SuppressionView> suppressions, Optional<String> next) {}

    /** What a PUT takes, for the description of the API. */
    public record Wish(String reason, Instant until) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "listSuppressions",
            summary = "The addresses that are not tried, and those whose failures are counted, by address")
    @APIResponse(responseCode = "400", description = "a parameter is wrong, with a sentence that names it")
    public SuppressionsView list(
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("The parameter 'limit' is 1 to " + MOST + ".")
                    .exception();
        }
        List<StoredSuppression> found = suppressions.page(decoded(cursor), limit + 1);
        List<StoredSuppression> shown = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() > limit
                ? Optional.of(encoded(shown.getLast().suppression().key()))
                : Optional.empty();
        return new SuppressionsView(shown.stream().map(SuppressionView::of).toList(), next);
    }

    @GET
    @Path("/{address: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "getSuppression", summary = "What is known of one address")
    @APIResponse(responseCode = "404", description = "nothing is known of it")
    public SuppressionView get(@PathParam("address") String address) {
        return suppressions
                .find(address(address))
                .map(SuppressionView::of)
                .orElseThrow(
                        () -> Problem.notFound("This address is not suppressed, and no failures of it are counted.")
                                .exception());
    }

    @PUT
    @Path("/{address: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "putSuppression",
            summary = "Lets mail to an address fail at once",
            description = "Until a time, or as long as 'suppressfor' says. The reason is told to senders.")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Wish.class)))
    @APIResponse(responseCode = "201", description = "listed; 204 if it was there")
    @APIResponse(responseCode = "400", description = "no address, or a bad reason or time")
    public Response put(
            @PathParam("address") String address,
            JsonFields body,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        body.only("reason", "until");
        Instant now = Instant.now();
        Instant until = body.findText("until")
                .map(text -> later(text, now))
                .orElseGet(() -> now.plus(controls.current().suppressionRule().validity()));
        Suppression suppression = new Suppression(
                Suppression.keyOf(address(address)),
                true,
                0,
                Suppression.BY_HAND,
                reason(body.findText("reason").orElse(USUAL_REASON)) + "\n",
                until);
        boolean isNew = suppressions.put(suppression, caller.getUserPrincipal().getName());
        return isNew
                ? Response.created(uri.getRequestUri()).build()
                : Response.noContent().build();
    }

    @DELETE
    @Path("/{address: .+}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(operationId = "deleteSuppression", summary = "Lets an address be tried again, and forgets its failures")
    @APIResponse(responseCode = "204", description = "done")
    @APIResponse(responseCode = "404", description = "nothing was known of it")
    public Response delete(@PathParam("address") String address) {
        return suppressions.delete(address(address))
                ? Response.noContent().build()
                : Problem.notFound("This address is not suppressed, and no failures of it are counted.")
                        .response();
    }

    static EmailAddress address(String text) {
        try {
            return EmailAddress.require(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The path is no address: " + e.getMessage() + ".")
                    .exception();
        }
    }

    static Instant later(String text, Instant now) {
        try {
            Instant until = Instant.parse(text);
            if (until.isAfter(now)) {
                return until;
            }
        } catch (DateTimeParseException e) {
            throw Problem.badRequest("The member 'until' is a time as 2026-03-01T12:00:00Z.")
                    .exception();
        }
        throw Problem.badRequest("The member 'until' is over already.").exception();
    }

    static String reason(String text) {
        if (text.isBlank() || text.length() > LONGEST_REASON || text.chars().anyMatch(c -> Character.isISOControl(c))) {
            throw Problem.badRequest("The member 'reason' is one line of 1 to " + LONGEST_REASON + " characters.")
                    .exception();
        }
        return text;
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The parameter 'cursor' is none that a page gave.")
                    .exception();
        }
    }
}
