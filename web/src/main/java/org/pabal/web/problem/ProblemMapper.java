package org.pabal.web.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Turns whatever a request ends with into a problem document. What the framework refuses gets a sentence of ours, since its
 * own ones name classes; what nobody expected goes through {@link Unexpected}.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);

    @Override
    public Response toResponse(Throwable thrown) {
        return switch (thrown) {
            case ProblemException expected -> expected.problem().response();
            case WebApplicationException refused -> refusal(refused.getResponse(), thrown);
            default -> Unexpected.logged(thrown).response();
        };
    }

    private static Response refusal(Response original, Throwable thrown) {
        int status = original.getStatus();
        if (status < 400) {
            return original;
        }
        if (status >= 500 && status != 503) {
            return Unexpected.logged(thrown).response();
        }
        if (status == 404 && !(thrown instanceof NotFoundException)) {
            // Jersey's answer to a query parameter of another type; for a page that is not there it throws the plain
            // one
            return Problem.badRequest("A parameter has a value that is not of its type.")
                    .response();
        }
        Response.ResponseBuilder response = Response.fromResponse(
                Problem.of(status, Sentences.forStatus(status)).response());
        for (String header : KEPT_HEADERS) {
            String value = original.getHeaderString(header);
            if (value != null) {
                response.header(header, value);
            }
        }
        return response.build();
    }
}
