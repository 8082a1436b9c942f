package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.core.operations.Amounts;
import org.pabal.core.operations.Directives;
import org.pabal.ejb.queue.DirectiveWish;
import org.pabal.ejb.queue.StandingDirective;
import org.pabal.ejb.queue.StandingDirectives;
import org.pabal.web.audit.AuditDetail;
import org.pabal.web.body.JsonFields;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /directives}: orders that stand, for mail that is here and mail to come. */
@Path("/directives")
@RequestScoped
@Tag(name = "directives", description = "orders for mail that is here and mail to come")
public class DirectivesResource {
    private static final String ID = "/{id: [1-9][0-9]{0,17}}";

    @Inject
    StandingDirectives directives;

    @Inject
    AuditDetail audit;

    /** What a new directive takes, for the description of the API. */
    public record DirectiveWishView(
            String verb,
            String reason,
            String expires,
            Optional<Boolean> all,
            Optional<String> sender,
            Optional<String> senderDomain,
            Optional<String> recipient,
            Optional<String> recipientDomain,
            Optional<String> channel,
            Optional<String> olderThan,
            Optional<String> youngerThan,
            Optional<String> largerThan,
            Optional<String> smallerThan,
            Optional<Boolean> bounce,
            Optional<String> relay) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "listDirectives", summary = "Directives, the oldest first")
    public List<DirectiveView> list() {
        return directives.list().stream().map(DirectiveView::of).toList();
    }

    @GET
    @Path(ID)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "getDirective", summary = "One directive")
    @APIResponse(responseCode = "404", description = "there is none, or no longer")
    public DirectiveView get(@PathParam("id") long id) {
        return directives.list().stream()
                .filter(standing -> standing.directive().id() == id)
                .findFirst()
                .map(DirectiveView::of)
                .orElseThrow(() ->
                        Problem.notFound("There is no directive " + id + ".").exception());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "addDirective",
            summary = "Gives an order that stands until it expires or is withdrawn",
            description =
                    "verb: hold, expire, reroute (with relay) or delete; the selection as for POST /queue/{verb}; reason: a text; expires:"
                            + " a time from now, as 2h or 7d. In effect at once on this node, on others within about a second; mail that"
                            + " waits for its next attempt is gone through in the background.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DirectiveWishView.class)))
    @APIResponse(responseCode = "201", description = "it stands; its address is in the Location field")
    @APIResponse(responseCode = "400", description = "something is missing or wrong, with a sentence that names it")
    @APIResponse(responseCode = "409", description = "too many stand already")
    public Response add(JsonFields body, @Context SecurityContext caller, @Context UriInfo uri) {
        DirectiveWish wish = wish(body, caller.getUserPrincipal().getName());
        audit.say(wish.order().text() + " expires=" + Amounts.text(wish.lasting()) + " reason=" + wish.reason());
        StandingDirective added = directives
                .add(wish)
                .orElseThrow(() -> Problem.conflict(Directives.MOST + " directives stand already; withdraw one first.")
                        .exception());
        return Response.created(uri.getBaseUriBuilder()
                        .path("directives/{id}")
                        .build(added.directive().id()))
                .entity(DirectiveView.of(added))
                .build();
    }

    static DirectiveWish wish(JsonFields body, String who) {
        String verb = body.text("verb");
        String reason = body.text("reason");
        String expires = body.text("expires");
        try {
            return new DirectiveWish(OrderRequest.standing(verb, body), reason, time(expires), who);
        } catch (IllegalArgumentException e) {
            throw OrderRequest.refusal(e);
        }
    }

    private static Duration time(String expires) {
        try {
            return Amounts.requireTime(expires);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'expires' is wrong: " + e.getMessage(), e);
        }
    }

    @DELETE
    @Path(ID)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "withdrawDirective",
            summary = "Ends a directive; what it holds is released, beginning at once")
    @APIResponse(responseCode = "204", description = "it does not stand any more")
    @APIResponse(responseCode = "404", description = "there is none, or no longer")
    public void withdraw(@PathParam("id") long id) {
        if (!directives.withdraw(id)) {
            throw Problem.notFound("There is no directive " + id + ", or no longer.")
                    .exception();
        }
    }
}
