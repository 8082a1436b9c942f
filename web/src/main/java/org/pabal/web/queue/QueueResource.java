package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.batch.Tasks;
import org.pabal.core.operations.Order;
import org.pabal.ejb.queue.DeliveryPause;
import org.pabal.ejb.queue.MailQueue;
import org.pabal.ejb.queue.QueueOrders;
import org.pabal.web.audit.AuditDetail;
import org.pabal.web.body.JsonFields;
import org.pabal.web.security.Roles;

/** {@code /queue}: the queue as a whole. */
@Path("/queue")
@RequestScoped
@Tag(name = "queue", description = "queued mail")
public class QueueResource {
    @Inject
    MailQueue queue;

    @Inject
    QueueOrders orders;

    @Inject
    AuditDetail audit;

    @Inject
    Tasks tasks;

    @Inject
    DeliveryPause pause;

    /** What an order takes, for the description of the API. */
    public record OrderWish(
            Optional<Boolean> all,
            Optional<String> sender,
            Optional<String> senderDomain,
            Optional<String> recipient,
            Optional<String> recipientDomain,
            Optional<String> channel,
            Optional<String> state,
            Optional<String> olderThan,
            Optional<String> youngerThan,
            Optional<String> largerThan,
            Optional<String> smallerThan,
            Optional<Boolean> bounce,
            Optional<String> relay,
            Optional<Boolean> dryRun) {}

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
    @Operation(operationId = "flushQueue", summary = "The same as retry, in qmail's word")
    @RequestBody(content = @Content(schema = @Schema(implementation = OrderWish.class)))
    public Response flush(JsonFields body, @Context SecurityContext caller, @Context UriInfo uri) {
        return order("retry", body, caller, uri);
    }

    @POST
    @Path("/{verb: hold|release|retry|expire|reroute|delete}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "orderQueue",
            summary = "Does something to all recipients that are meant",
            description =
                    "Of everything with {\"all\": true}, or of those for whom everything said is true, as {\"recipientDomain\":"
                            + " \"example.org\", \"olderThan\": \"2h\"}. Times have s, m, h or d, sizes KiB, MiB or GiB."
                            + " expire takes \"bounce\" (true unless said), delete too (false unless said); reroute takes"
                            + " \"relay\": \"host\" or \"host:port\", or \"\" for the usual way. With \"dryRun\": true it only counts.")
    @RequestBody(content = @Content(schema = @Schema(implementation = OrderWish.class)))
    @APIResponse(responseCode = "200", description = "dryRun: how many messages and recipients it would be")
    @APIResponse(responseCode = "202", description = "a task does it; its address is in the Location field")
    @APIResponse(responseCode = "400", description = "nothing says which mail is meant, or something is not known")
    public Response order(
            @PathParam("verb") String verb, JsonFields body, @Context SecurityContext caller, @Context UriInfo uri) {
        Order order = OrderRequest.read(verb, body);
        audit.say(order.text());
        if (OrderRequest.isDryRun(body)) {
            return Response.ok(orders.count(order)).build();
        }
        long id = tasks.start(order, caller.getUserPrincipal().getName());
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
}
