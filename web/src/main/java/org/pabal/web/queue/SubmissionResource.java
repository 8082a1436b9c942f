package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.receive.Injection;
import org.pabal.web.audit.Unaudited;
import org.pabal.web.body.BodyLimit;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /messages}: mail that comes in by the API, as by {@code qmail-queue}. */
@Path("/messages")
@RequestScoped
@Tag(name = "messages", description = "submission")
public class SubmissionResource {
    @Inject
    Injection injection;

    @Inject
    ControlStore controls;

    /** @param id of the queued message */
    public record Submitted(long id) {}

    @POST
    @Consumes("message/rfc822")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Unaudited("the log of qmail-send has every message")
    @BodyLimit(BodyLimit.OWN)
    @Operation(
            summary = "Queues a message",
            description = "As it is, without a header being added or changed; lines may end in CRLF or LF.")
    @APIResponse(
            responseCode = "202",
            description = "it is on the disk; its place in the queue is in the Location field")
    @APIResponse(responseCode = "400", description = "a bad address, or a message with a NUL or a CR without LF")
    @APIResponse(responseCode = "413", description = "larger than databytes")
    @APIResponse(responseCode = "503", description = "the queue takes nothing now")
    public Response submit(
            @QueryParam("sender") @Nullable String sender,
            @QueryParam("recipient") List<String> recipients,
            InputStream body,
            @Context UriInfo uri)
            throws IOException {
        ReversePath from = SubmittedEnvelope.sender(sender);
        List<EmailAddress> to = SubmittedEnvelope.recipients(recipients);
        try (MailLines lines = new MailLines(body, controls.current().databytes())) {
            QueueId id = injection.inject(from, to, new SubmittedContent(lines));
            return Response.accepted(new Submitted(id.value()))
                    .location(
                            uri.getBaseUriBuilder().path("queue/messages/{id}").build(id.value()))
                    .build();
        } catch (MailLines.Refused e) {
            return (e.tooLarge() ? Problem.tooLarge(e.sentence()) : Problem.badRequest(e.sentence())).response();
        }
    }
}
