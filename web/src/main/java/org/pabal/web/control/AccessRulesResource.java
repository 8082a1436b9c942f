package org.pabal.web.control;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.pabal.core.access.AccessRules;
import org.pabal.ejb.control.AccessRuleSet;
import org.pabal.ejb.control.AccessRuleStore;
import org.pabal.web.body.PlainText;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /access-rules}: who may connect and relay, in tcprules syntax. */
@Path("/access-rules/{set}")
@RequestScoped
@Tag(
        name = "access rules",
        description = "who may connect and relay; the sets are smtp, submission, pop3, lmtp, qmtp and qmqp")
public class AccessRulesResource {
    @Inject
    AccessRuleStore store;

    @GET
    @Produces("text/plain;charset=UTF-8")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "getAccessRules",
            summary = "The rules, as they were written",
            description = "Empty, with the entity tag \"0\", if they never were.")
    public Response get(@PathParam("set") String set, @Context Request request) {
        return TextAnswers.get(store.text(known(set)), request);
    }

    @PUT
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces("text/plain;charset=UTF-8")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "putAccessRules",
            summary = "Replaces the rules",
            description = "Counts from the next session on. If-Match and If-None-Match: * are honoured.")
    @APIResponse(responseCode = "200", description = "replaced; 201 if there were none before")
    @APIResponse(responseCode = "400", description = "a bad rule, with a sentence that names its line")
    @APIResponse(responseCode = "412", description = "somebody else changed them")
    public Response put(
            @PathParam("set") String set,
            PlainText body,
            @Context HttpHeaders headers,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        String who = caller.getUserPrincipal().getName();
        return TextAnswers.changed(store.put(known(set), body.text(), Preconditions.of(headers), who), uri);
    }

    @GET
    @Path("/cdb")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "getAccessRulesCdb", summary = "The rules compiled, byte for byte what tcprules writes")
    public Response cdb(@PathParam("set") String set) {
        AccessRuleSet known = known(set);
        return Response.ok(store.current(known).cdb())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tcp." + known.text() + ".cdb\"")
                .build();
    }

    @GET
    @Path("/check")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "checkAccessRules", summary = "Which rule decides for a peer, as tcprulescheck")
    public VerdictView check(
            @PathParam("set") String set,
            @QueryParam("ip") @DefaultValue("0.0.0.0") String ip,
            @QueryParam("host") @Nullable String host,
            @QueryParam("user") @Nullable String user) {
        AccessRules rules = store.current(known(set));
        return VerdictView.of(rules.lookup(ip, Optional.ofNullable(host), Optional.ofNullable(user)));
    }

    private AccessRuleSet known(String set) {
        return AccessRuleSet.find(set)
                .orElseThrow(() -> Problem.notFound(
                                "There is no such rule set; there are smtp, submission, pop3, lmtp, qmtp and qmqp.")
                        .exception());
    }
}
