package org.pabal.web.trace;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.core.trace.Traces;
import org.pabal.core.trace.Watch;
import org.pabal.ejb.trace.Tracing;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /trace}: the dialogue of sessions while it happens. */
@Path("/trace")
@RequestScoped
@Tag(name = "trace", description = "sessions while they happen")
public class TraceResource {
    @Inject
    Tracing tracing;

    @Resource
    ManagedThreadFactory threads;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "traceSessions",
            summary = "The dialogue of sessions on this node while it happens, a line an event",
            description =
                    "Sessions of a client (address: addresses and networks), or with a transaction of this sender and recipient, or"
                            + " all. A session that is shown for its sender or recipient is shown from its start. Passwords and"
                            + " contents are never shown. Each event is a JSON object; its 'kind' is opened, client, server, content,"
                            + " tls, omitted or closed, or lost, with a number of 'lines' that came faster than they were read.")
    @APIResponse(responseCode = "400", description = "a parameter is wrong, with a sentence that names it")
    @APIResponse(responseCode = "503", description = "too many watch already")
    public void watch(@BeanParam TraceParameters parameters, @Context SseEventSink sink, @Context Sse sse) {
        Watch watch = tracing.watch(parameters.filter())
                .orElseThrow(() -> Problem.unavailable(
                                "There are " + Traces.WATCHES + " watchers already, or the server stops.")
                        .exception());
        boolean started = false;
        try {
            threads.newThread(new TraceStream(watch, sink, sse)).start();
            started = true;
        } finally {
            if (!started) {
                watch.close();
            }
        }
    }
}
