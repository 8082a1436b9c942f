package org.pabal.web.domains;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.ejb.mailbox.MailUsers;
import org.pabal.ejb.mailbox.UserChange;
import org.pabal.web.body.JsonFields;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /domains/{d}/users}: who has a mailbox and a password to hand over mail with. */
@Path("/domains/{domain}/users")
@RequestScoped
@Tag(name = "users", description = "who may log in to hand over mail")
public class UsersResource {
    @Inject
    MailUsers users;

    /** What a PUT takes, for the description of the API. */
    public record Wish(String password, String quota) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "listUsers", summary = "The users of a domain who have a password, by name")
    public List<UserView> list(@PathParam("domain") String domain) {
        return users.list(domain).stream().map(UserView::of).toList();
    }

    @GET
    @Path("/{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "getUser", summary = "One user, without the password")
    @APIResponse(responseCode = "200", description = "the user")
    @APIResponse(responseCode = "404", description = "no user of this name has a password")
    public UserView get(@PathParam("domain") String domain, @PathParam("name") String name) {
        return users.find(domain, name)
                .map(UserView::of)
                .orElseThrow(() -> Problem.notFound("There is no user of this name with a password.")
                        .exception());
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "putUser",
            summary = "Makes a user, or gives one another password or quota",
            description =
                    "A user without a mailbox gets one, by an assignment. Sessions that are logged in stay so. A quota is"
                            + " 10M, 10485760S (octets), 1000C (messages), two of them with a comma, or NOQUOTA.")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Wish.class)))
    @APIResponse(responseCode = "201", description = "made; 204 if there was one with a password")
    @APIResponse(responseCode = "400", description = "a bad name, password or quota")
    @APIResponse(
            responseCode = "404",
            description = "the domain is none of this host's, or a new user is given no password")
    public Response put(
            @PathParam("domain") String domain,
            @PathParam("name") String name,
            JsonFields body,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        body.only("password", "quota");
        Optional<String> quota = body.findText("quota");
        Optional<String> password = quota.isPresent() ? body.findText("password") : Optional.of(body.text("password"));
        String who = caller.getUserPrincipal().getName();
        return answer(users.put(domain, name, new MailUsers.Wish(password, quota), who), uri);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "deleteUser",
            summary = "Takes a user's password away",
            description = "Nobody can log in as this user any more. The mailbox stays, and takes mail.")
    @APIResponse(responseCode = "204", description = "done")
    @APIResponse(responseCode = "404", description = "no user of this name has a password")
    public Response delete(@PathParam("domain") String domain, @PathParam("name") String name, @Context UriInfo uri) {
        return answer(users.delete(domain, name), uri);
    }

    private static Response answer(UserChange change, UriInfo uri) {
        return switch (change) {
            case UserChange.Created created ->
                Response.created(uri.getRequestUri()).build();
            case UserChange.Changed changed -> Response.noContent().build();
            case UserChange.Deleted deleted -> Response.noContent().build();
            case UserChange.Missing missing ->
                Problem.notFound(missing.sentence()).response();
            case UserChange.Refused refused ->
                Problem.badRequest(refused.sentence()).response();
        };
    }
}
