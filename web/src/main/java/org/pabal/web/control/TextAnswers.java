package org.pabal.web.control;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.pabal.ejb.control.StoredText;
import org.pabal.ejb.control.TextChange;
import org.pabal.web.problem.Problem;

/** Answers about a {@link StoredText}. */
final class TextAnswers {
    static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8");

    private TextAnswers() {}

    /** @return 200 with the text, or 304 if the caller has it */
    static Response get(StoredText stored, Request request) {
        EntityTag tag = tag(stored);
        Response.ResponseBuilder notModified = request.evaluatePreconditions(tag);
        if (notModified != null) {
            return notModified.tag(tag).build();
        }
        Response.ResponseBuilder answer = Response.ok(stored.text(), TEXT).tag(tag);
        if (stored.version() != StoredText.NEVER_STORED) {
            answer.lastModified(Date.from(stored.changedAt().truncatedTo(ChronoUnit.SECONDS)));
        }
        return answer.build();
    }

    /** @return 201, 200, 204, or the problem */
    static Response changed(TextChange change, UriInfo uri) {
        return switch (change) {
            case TextChange.Stored stored ->
                (stored.created() ? Response.created(uri.getRequestUri()) : Response.ok())
                        .type(TEXT)
                        .entity(stored.now().text())
                        .tag(tag(stored.now()))
                        .build();
            case TextChange.Removed removed -> Response.noContent().build();
            case TextChange.Refused refused ->
                Problem.badRequest(refused.sentence()).response();
            case TextChange.Missing missing ->
                Problem.notFound("Nothing is stored here; the default is in effect.")
                        .response();
            case TextChange.Outdated outdated -> outdated(outdated);
        };
    }

    private static Response outdated(TextChange.Outdated outdated) {
        String detail = outdated.current()
                .map(now -> "It was changed by " + now.changedBy() + " at " + now.changedAt() + ", version "
                        + now.version() + ".")
                .orElse("Nothing is stored here.");
        Response.ResponseBuilder answer =
                Response.fromResponse(Problem.preconditionFailed(detail).response());
        outdated.current().ifPresent(now -> answer.header(HttpHeaders.ETAG, tag(now)));
        return answer.build();
    }

    private static EntityTag tag(StoredText stored) {
        return new EntityTag(Long.toString(stored.version()));
    }
}
