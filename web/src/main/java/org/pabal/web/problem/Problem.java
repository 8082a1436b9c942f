package org.pabal.web.problem;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A problem document (RFC 9457). The type is always {@code about:blank}, so the title is the phrase of the status.
 *
 * @param status the HTTP status, 400 to 599
 * @param detail a sentence for people
 * @param id names the entry in the server's log, for an error nobody expected
 */
public record Problem(int status, String detail, Optional<String> id) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** @param detail a sentence for people, without anything from inside the server */
    public static Problem of(int status, String detail) {
        return new Problem(status, detail, Optional.empty());
    }

    public static Problem badRequest(String detail) {
        return of(400, detail);
    }

    public static Problem unauthorized() {
        return of(401, "Say who you are: HTTP Basic, the name and password of an administrator.");
    }

    public static Problem forbidden(String detail) {
        return of(403, detail);
    }

    public static Problem notFound(String detail) {
        return of(404, detail);
    }

    /** The wish is fine, but not as things are now. */
    public static Problem conflict(String detail) {
        return of(409, detail);
    }

    public static Problem preconditionFailed(String detail) {
        return of(412, detail);
    }

    public static Problem tooLarge(String detail) {
        return of(413, detail);
    }

    public static Problem unsupportedMediaType(String detail) {
        return of(415, detail);
    }

    /** Try again later: something the answer needs is away or busy. */
    public static Problem unavailable(String detail) {
        return of(503, detail);
    }

    /** @param id under which the server's log has the cause */
    public static Problem unexpected(String id) {
        return new Problem(500, "Something went wrong here; the server's log has it under this id.", Optional.of(id));
    }

    /** @param id under which the server's log has the cause */
    public static Problem outage(String id) {
        return new Problem(
                503,
                "The database does not answer as it should; try again later. The server's log has more under this id.",
                Optional.of(id));
    }

    /** @return the phrase of the status, as RFC 9110 has it */
    public String title() {
        Status known = Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    public JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title())
                .add("status", status)
                .add("detail", detail);
        id.ifPresent(text -> json.add("id", text));
        return json.build();
    }

    /** @return the document as it goes over the wire: UTF-8, one line */
    public byte[] document() {
        return (json() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    public Response response() {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(document())
                .build();
    }

    /** @return to be thrown by a resource or filter; becomes {@link #response()} */
    public ProblemException exception() {
        return new ProblemException(this);
    }
}
