package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.batch.Tasks;
import org.pabal.ejb.queue.DeliveryPause;
import org.pabal.ejb.queue.FlushSelector;
import org.pabal.ejb.queue.MailQueue;
import org.pabal.ejb.queue.QueueFlush;
import org.pabal.web.body.JsonFields;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /queue}: the queue as a whole. */
@Path("/queue")
@RequestScoped
@Tag(name = "queue", description = "queued mail")
public class QueueResource {
    @Inject
    MailQueue queue;

    @Inject
    QueueFlush flush;

    @Inject
    Tasks tasks;

    @Inject
    DeliveryPause pause;

    /** What a flush takes, for the description of the API. */
    public record FlushWish(Optional<Boolean> all, Optional<String> recipientDomain, Optional<Boolean> dryRun) {}

    /** @param recipients how many a flush would make due */
    public record FlushCount(long recipients) {}

    @GET
    @Path("/stats")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(summary = "How full the queue is, as qmail-qstat and more")
    public QueueStatsView stats() {
        return QueueStatsView.of(queue.stats());
    }

    @POST
    @Path("/flush")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            summary = "Makes waiting recipients due now",
            description =
                    "Of everything with {\"all\": true}, or of one domain with {\"recipientDomain\": \"example.org\"}."
                            + " With \"dryRun\": true it only counts them.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FlushWish.class)))
    @APIResponse(responseCode = "200", description = "dryRun: how many recipients it would be")
    @APIResponse(responseCode = "202", description = "a task does it; its address is in the Location field")
    @APIResponse(responseCode = "400", description = "neither all nor a domain, or something that is not known")
    public Response flush(JsonFields body, @Context SecurityContext caller, @Context UriInfo uri) {
        FlushSelector selector = selector(body.only("all", "recipientDomain", "dryRun"));
        if (body.findFlag("dryRun").orElse(false)) {
            return Response.ok(new FlushCount(flush.count(selector))).build();
        }
        long id = tasks.flush(selector, caller.getUserPrincipal().getName());
        Response.ResponseBuilder response = Response.accepted()
                .location(uri.getBaseUriBuilder().path("tasks/{id}").build(id));
        tasks.find(id).map(TaskView::of).ifPresent(response::entity);
        return response.build();
    }

    @POST
    @Path("/pause")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            summary =
                    "Starts no delivery on this node until it is continued, also after a restart; what runs is finished")
    @APIResponse(responseCode = "204", description = "paused")
    public void pause() {
        pause.pause();
    }

    @POST
    @Path("/continue")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(summary = "Goes on after a pause")
    @APIResponse(responseCode = "204", description = "deliveries start again")
    public void resume() {
        pause.end();
    }

    static FlushSelector selector(JsonFields body) {
        boolean all = body.findFlag("all").orElse(false);
        Optional<String> domain = body.findText("recipientDomain");
        if (all == domain.isPresent()) {
            throw Problem.badRequest("Say either \"all\": true or \"recipientDomain\": a domain.")
                    .exception();
        }
        try {
            return domain.map(FlushSelector::recipientDomain).orElseGet(FlushSelector.All::new);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The member 'recipientDomain' is a domain: " + e.getMessage() + ".")
                    .exception();
        }
    }
}
