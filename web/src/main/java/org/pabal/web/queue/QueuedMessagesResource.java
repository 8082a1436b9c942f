package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.pabal.core.message.Content;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.queue.MailQueue;
import org.pabal.ejb.queue.QueueChange;
import org.pabal.ejb.queue.QueueCursor;
import org.pabal.ejb.queue.QueueFilter;
import org.pabal.ejb.queue.QueueOperations;
import org.pabal.ejb.queue.QueuePage;
import org.pabal.web.problem.Problem;
import org.pabal.web.problem.ProblemException;
import org.pabal.web.security.Roles;

/** {@code /queue/messages}: what is in the queue, as {@code qmail-qread} shows it and more, and what can be done to it. */
@Path("/queue/messages")
@RequestScoped
@Tag(name = "queue", description = "queued mail")
public class QueuedMessagesResource {
    private static final String ID = "/{id: [1-9][0-9]{0,17}}";

    @Inject
    MailQueue queue;

    @Inject
    QueueOperations operations;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "listMessages",
            summary = "Queued messages, page by page",
            description =
                    "All of them, one object a line, with Accept: application/x-ndjson. The next page is in the Link"
                            + " field and, as a cursor, in 'next'; a page may be short, even empty, and still have a next one.")
    @APIResponse(responseCode = "400", description = "a parameter is wrong, with a sentence that names it")
    public Response list(
            @BeanParam QueueParameters parameters,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @Context UriInfo uri) {
        if (limit < 1 || limit > MailQueue.MAX_PAGE) {
            throw Problem.badRequest("The parameter 'limit' is 1 to " + MailQueue.MAX_PAGE + ".")
                    .exception();
        }
        QueuePage page =
                queue.page(parameters.filter(), Optional.ofNullable(cursor).map(QueuedMessagesResource::cursor), limit);
        Response.ResponseBuilder response = Response.ok(QueuePageView.of(page));
        page.next()
                .map(next -> uri.getRequestUriBuilder().replaceQueryParam("cursor", next.text()))
                .ifPresent(next ->
                        response.links(Link.fromUriBuilder(next).rel("next").build()));
        return response.build();
    }

    @GET
    @Produces(NdJson.MEDIA_TYPE + ";qs=0.5")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "listMessages",
            summary = "Queued messages, page by page",
            description =
                    "All of them, one object a line, with Accept: application/x-ndjson. The next page is in the Link"
                            + " field and, as a cursor, in 'next'; a page may be short, even empty, and still have a next one.")
    public StreamingOutput all(@BeanParam QueueParameters parameters) {
        QueueFilter filter = parameters.filter();
        return new NdJson(() -> queue.stream(filter).map(QueuedMailView::of));
    }

    @GET
    @Path(ID)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "getMessage",
            summary = "One message: envelope, and its recipients with state, attempts and last report")
    @APIResponse(responseCode = "404", description = "it is not in the queue, or no longer")
    public QueuedMailView get(@PathParam("id") long id) {
        return queue.find(new QueueId(id)).map(QueuedMailView::of).orElseThrow(() -> gone(id));
    }

    @GET
    @Path(ID + "/content")
    @Produces("message/rfc822")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "getMessageContent", summary = "The content as it is stored, lines ended by LF")
    @APIResponse(responseCode = "404", description = "it is not in the queue, or no longer")
    public Response content(@PathParam("id") long id) {
        Content content = queue.content(new QueueId(id)).orElseThrow(() -> gone(id));
        StreamingOutput octets = out -> {
            try (InputStream in = content.open()) {
                in.transferTo(out);
            }
        };
        return Response.ok(octets)
                .header(HttpHeaders.CONTENT_LENGTH, content.octets())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".eml\"")
                .build();
    }

    @POST
    @Path(ID + "/hold")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "holdMessage",
            summary = "Holds the message back until it is released; a delivery that is running goes on")
    public Response hold(@PathParam("id") long id) {
        return answer(id, operations.hold(new QueueId(id)));
    }

    @POST
    @Path(ID + "/release")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(operationId = "releaseMessage", summary = "Lets a held message go on by its retry schedule")
    public Response release(@PathParam("id") long id) {
        return answer(id, operations.release(new QueueId(id)));
    }

    @POST
    @Path(ID + "/retry")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(operationId = "retryMessage", summary = "Makes the message due now")
    @APIResponse(responseCode = "409", description = "it is held")
    public Response retry(@PathParam("id") long id) {
        return answer(id, operations.retry(new QueueId(id)));
    }

    @DELETE
    @Path(ID)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "deleteMessage",
            summary = "Removes the message",
            description =
                    "With bounce=true the sender is told. Recipients that are being delivered to are left alone: 409.")
    @APIResponse(responseCode = "204", description = "removed")
    @APIResponse(responseCode = "409", description = "some recipients are being delivered to")
    public Response delete(@PathParam("id") long id, @QueryParam("bounce") @DefaultValue("false") String bounce) {
        if (!bounce.equals("true") && !bounce.equals("false")) {
            throw Problem.badRequest("The parameter 'bounce' is true or false.").exception();
        }
        return switch (operations.delete(new QueueId(id), bounce.equals("true"))) {
            case QueueChange.Done done -> Response.noContent().build();
            case QueueChange change -> answer(id, change);
        };
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
                                + some.recipients() + " were removed. Hold the message, and try again in a moment.")
                        .response();
            case QueueChange.Held held ->
                Problem.conflict("Message " + id + " is held; release it first.")
                        .response();
            case QueueChange.Missing missing -> throw gone(id);
        };
    }

    private static QueueCursor cursor(String text) {
        return QueueCursor.parse(text)
                .orElseThrow(() -> Problem.badRequest("The parameter 'cursor' is none that a page gave.")
                        .exception());
    }

    private static ProblemException gone(long id) {
        return Problem.notFound("Message " + id + " is not in the queue, or no longer.")
                .exception();
    }
}
