package org.pabal.web.administrators;

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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.ejb.admin.AccountChange;
import org.pabal.ejb.admin.AdminAccounts;
import org.pabal.ejb.admin.AdminRole;
import org.pabal.web.body.JsonFields;
import org.pabal.web.problem.Problem;
import org.pabal.web.security.Roles;

/** {@code /administrators}: accounts beside the built-in {@code admin}. */
@Path("/administrators")
@RequestScoped
@Tag(name = "administrators", description = "accounts, and what was done with them")
public class AdministratorsResource {
    @Inject
    AdminAccounts accounts;

    /** What a PUT takes, for the description of the API. */
    public record Wish(String password, String role) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "listAdministrators",
            summary = "All accounts that were made; the built-in admin is not among them")
    public List<AdministratorView> list() {
        return accounts.list().stream().map(AdministratorView::of).toList();
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "putAdministrator",
            summary = "Makes an account, or gives it another password and role",
            description = "Roles: admin, operator, auditor.")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Wish.class)))
    @APIResponse(responseCode = "201", description = "made; 204 if it was there")
    @APIResponse(responseCode = "400", description = "a bad name, password or role")
    public Response put(
            @PathParam("name") String name, JsonFields body, @Context SecurityContext caller, @Context UriInfo uri) {
        body.only("password", "role");
        AdminRole role = role(body.text("role"));
        String who = caller.getUserPrincipal().getName();
        return answer(accounts.put(name, role, body.text("password"), who), uri);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "deleteAdministrator", summary = "Removes an account; its next request is refused")
    @APIResponse(responseCode = "204", description = "removed")
    @APIResponse(responseCode = "404", description = "it was not there")
    public Response delete(@PathParam("name") String name, @Context UriInfo uri) {
        return answer(accounts.delete(name), uri);
    }

    private static AdminRole role(String text) {
        return AdminRole.find(text)
                .orElseThrow(() -> Problem.badRequest("The member 'role' must be one of: "
                                + Arrays.stream(AdminRole.values())
                                        .map(AdminRole::text)
                                        .collect(Collectors.joining(", "))
                                + ".")
                        .exception());
    }

    private static Response answer(AccountChange change, UriInfo uri) {
        return switch (change) {
            case AccountChange.Created created ->
                Response.created(uri.getRequestUri()).build();
            case AccountChange.Changed changed -> Response.noContent().build();
            case AccountChange.Deleted deleted -> Response.noContent().build();
            case AccountChange.Missing missing ->
                Problem.notFound("There is no administrator of this name.").response();
            case AccountChange.Refused refused ->
                Problem.badRequest(refused.sentence()).response();
        };
    }
}
