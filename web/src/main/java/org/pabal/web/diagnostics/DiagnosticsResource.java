package org.pabal.web.diagnostics;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.ejb.deliver.Diagnoses;
import org.pabal.web.audit.Audited;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /diagnostics/delivery}: how far mail for an address would come. */
@Path("/diagnostics")
@RequestScoped
@Tag(name = "diagnostics", description = "trying things out")
public class DiagnosticsResource {
    @Inject
    Diagnoses diagnoses;

    @Resource
    ManagedThreadFactory threads;

    @GET
    @Path("/delivery")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Audited("it makes the server talk to hosts of the caller's choice")
    @Operation(
            operationId = "diagnoseDelivery",
            summary = "Goes the way of mail for an address up to the answer to RCPT, a step an event",
            description =
                    "to=ADDRESS; from=ADDRESS or <>, which it is unless said. Route, DNS, connection and dialogue by the same code as"
                            + " deliveries; no message is sent. Each event is a JSON object; its 'kind' is way, dns, hosts, connecting,"
                            + " connected, secured, trouble, said, heard, or, the last, result with a 'verdict' of taken, deferred, failed or local.")
    @APIResponse(responseCode = "400", description = "an address is wrong")
    @APIResponse(responseCode = "503", description = "another diagnosis runs on this node")
    public void delivery(
            @QueryParam("to") @Nullable String to,
            @QueryParam("from") @DefaultValue("<>") String from,
            @Context SseEventSink sink,
            @Context Sse sse) {
        EmailAddress recipient = address("to", to == null ? "" : to, EmailAddress::require);
        ReversePath sender = from.equals("<>") ? ReversePath.NULL : address("from", from, ReversePath::require);
        if (!diagnoses.begin()) {
            throw Problem.unavailable("Another diagnosis runs on this node; there is one at a time.")
                    .exception();
        }
        boolean started = false;
        try {
            threads.newThread(new DiagnosisStream(diagnoses, sender, recipient, sink, sse))
                    .start();
            started = true;
        } finally {
            if (!started) {
                diagnoses.giveUp();
            }
        }
    }

    static <T> T address(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The parameter '" + name + "' is an address: " + e.getMessage() + ".")
                    .exception();
        }
    }
}
