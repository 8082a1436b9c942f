package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import org.pabal.core.operations.MailSelector;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.queue.MailQueue;
import org.pabal.ejb.queue.QueueCursor;
import org.pabal.ejb.queue.QueuePage;
import org.pabal.web.problem.Problem;
import org.pabal.web.problem.ProblemException;
import org.pabal.web.security.Roles;

/** {@code /queue/messages}: what is in the queue, as {@code qmail-qread} shows it and more. */
@Path("/queue/messages")
@RequestScoped
@Tag(name = "queue", description = "queued mail")
public class QueuedMessagesResource {
    static final String ID = "/{id: [1-9][0-9]{0,17}}";

    @Inject
    MailQueue queue;

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
        QueuePage page = queue.page(
                parameters.selector(), Optional.ofNullable(cursor).map(QueuedMessagesResource::cursor), limit);
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
        MailSelector selector = parameters.selector();
        return new NdJson(() -> queue.stream(selector).map(QueuedMailView::of));
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

    private static QueueCursor cursor(String text) {
        return QueueCursor.parse(text)
                .orElseThrow(() -> Problem.badRequest("The parameter 'cursor' is none that a page gave.")
                        .exception());
    }

    static ProblemException gone(long id) {
        return Problem.notFound("Message " + id + " is not in the queue, or no longer.")
                .exception();
    }
}
