package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.pabal.core.operations.Verb;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.queue.MailQueue;
import org.pabal.ejb.queue.QueueChange;
import org.pabal.ejb.queue.QueueOperations;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /queue/messages/{id}}: what can be done to one message. */
@Path("/queue/messages")
@RequestScoped
@Tag(name = "queue", description = "queued mail")
public class MessageVerbsResource {
    @Inject
    MailQueue queue;

    @Inject
    QueueOperations operations;

    @POST
    @Path(QueuedMessagesResource.ID + "/{verb: hold|release|retry|expire|reroute}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "orderMessage",
            summary = "Does something to all recipients of the message",
            description =
                    "hold and release; retry makes it due now; expire ends its time in the queue, and tells the sender unless"
                            + " bounce=false; reroute sends remote recipients to relay=host or host:port from the next attempt on, by"
                            + " the usual way again with an empty relay=. A delivery that is running goes on.")
    @APIResponse(responseCode = "200", description = "the message as it is now")
    @APIResponse(responseCode = "204", description = "nothing of the message is left in the queue")
    @APIResponse(responseCode = "404", description = "it is not in the queue, or no longer")
    @APIResponse(responseCode = "409", description = "it is held, or some recipients are being delivered to")
    public Response order(
            @PathParam("id") long id,
            @PathParam("verb") String verb,
            @QueryParam("bounce") @Nullable String bounce,
            @QueryParam("relay") @Nullable String relay) {
        return answer(id, operations.apply(new QueueId(id), verb(verb, bounce, relay)));
    }

    @DELETE
    @Path(QueuedMessagesResource.ID)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "deleteMessage",
            summary = "Removes the message",
            description =
                    "With bounce=true the sender is told. Recipients that are being delivered to are left alone: 409.")
    @APIResponse(responseCode = "204", description = "removed")
    @APIResponse(responseCode = "409", description = "some recipients are being delivered to")
    public Response delete(@PathParam("id") long id, @QueryParam("bounce") @Nullable String bounce) {
        return switch (operations.apply(new QueueId(id), verb("delete", bounce, null))) {
            case QueueChange.Done done -> Response.noContent().build();
            case QueueChange change -> answer(id, change);
        };
    }

    private static Verb verb(String word, @Nullable String bounce, @Nullable String relay) {
        Map<String, String> members = new LinkedHashMap<>();
        if (bounce != null) {
            members.put("bounce", bounce);
        }
        if (relay != null) {
            members.put("relay", relay);
        }
        try {
            return Verb.require(word, members);
        } catch (IllegalArgumentException e) {
            throw OrderRequest.refusal(e);
        }
    }

    private Response answer(long id, QueueChange change) {
        return switch (change) {
            case QueueChange.Done done ->
                queue.find(new QueueId(id))
                        .map(mail -> Response.ok(QueuedMailView.of(mail)).build())
                        .orElseGet(() -> Response.noContent().build());
            case QueueChange.InFlight some ->
                Problem.conflict(some.inFlight()
                                + " of the recipients are being delivered to just now and were left alone; "
                                + some.recipients()
                                + " others are done with. Hold the message, and try again in a moment.")
                        .response();
            case QueueChange.Held held ->
                Problem.conflict("Message " + id + " is held; release it first.")
                        .response();
            case QueueChange.Directed directed ->
                Problem.conflict("Directive " + directed.directive() + " holds message " + id
                                + " and would do so again; withdraw that.")
                        .response();
            case QueueChange.Missing missing -> throw QueuedMessagesResource.gone(id);
        };
    }
}
