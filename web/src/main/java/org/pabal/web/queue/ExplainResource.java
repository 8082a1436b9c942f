package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.deliver.Explanations;
import org.pabal.web.security.Roles;

/** {@code /queue/messages/{id}/explain}: why a message is still here. */
@Path("/queue/messages")
@RequestScoped
@Tag(name = "queue", description = "queued mail")
public class ExplainResource {
    @Inject
    Explanations explanations;

    @GET
    @Path(QueuedMessagesResource.ID + "/explain")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "explainMessage",
            summary =
                    "Why the message is still in the queue: for each recipient its way, what holds it, the last dialogue, what"
                            + " comes next and until when",
            description =
                    "'standing' is done, in_flight, held, directed, paused, busy, due or scheduled. The dialogue is there if this"
                            + " node made the last attempt, and not too long ago.")
    @APIResponse(responseCode = "404", description = "it is not in the queue, or no longer")
    public ExplanationView explain(@PathParam("id") long id) {
        return explanations
                .find(new QueueId(id))
                .map(ExplanationView::of)
                .orElseThrow(() -> QueuedMessagesResource.gone(id));
    }
}
