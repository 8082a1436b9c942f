package org.pabal.web.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.pabal.batch.Tasks;
import org.pabal.web.problem.Problem;
import org.pabal.web.problem.ProblemException;
import org.pabal.web.security.Roles;

/** {@code /tasks}: long work, that runs or has run. */
@Path("/tasks")
@RequestScoped
@Tag(name = "tasks", description = "batch jobs")
public class TasksResource {
    private static final String ID = "/{id: [0-9]{1,18}}";
    private static final int MAX_LIST = 200;
    private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,9})(ms|s|m)?");

    @Inject
    Tasks tasks;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "listTasks", summary = "Tasks, newest first")
    public List<TaskView> list(@QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > MAX_LIST) {
            throw Problem.badRequest("The parameter 'limit' is 1 to " + MAX_LIST + ".")
                    .exception();
        }
        return tasks.list(limit).stream().map(TaskView::of).toList();
    }

    @GET
    @Path(ID)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "getTask", summary = "One task with its state and progress")
    @APIResponse(responseCode = "404", description = "there is no such task")
    public TaskView get(@PathParam("id") long id) {
        return tasks.find(id).map(TaskView::of).orElseThrow(() -> missing(id));
    }

    @GET
    @Path(ID + "/await")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "awaitTask",
            summary = "Answers when the task is over, or after the timeout with how it stands then",
            description = "timeout=30s, 500ms or 1m; more than a minute is taken for a minute.")
    @APIResponse(responseCode = "404", description = "there is no such task")
    public TaskView await(@PathParam("id") long id, @QueryParam("timeout") @DefaultValue("30s") String timeout)
            throws InterruptedException {
        return tasks.await(id, timeout(timeout)).map(TaskView::of).orElseThrow(() -> missing(id));
    }

    @DELETE
    @Path(ID)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(operationId = "stopTask", summary = "Stops the task; what it has done so far stays done")
    @APIResponse(responseCode = "202", description = "it stops in a moment")
    @APIResponse(responseCode = "404", description = "there is no such task")
    @APIResponse(responseCode = "409", description = "it is over already")
    public Response stop(@PathParam("id") long id) {
        return switch (tasks.stop(id)) {
            case STOPPING -> Response.accepted().build();
            case OVER -> Problem.conflict("Task " + id + " is over already.").response();
            case MISSING -> throw missing(id);
        };
    }

    static Duration timeout(String text) {
        Matcher matcher = TIMEOUT.matcher(text);
        if (!matcher.matches()) {
            throw Problem.badRequest("The parameter 'timeout' is a time as 30s, 500ms or 1m.")
                    .exception();
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        if (unit == null) {
            return Duration.ofSeconds(amount);
        }
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofSeconds(amount);
        };
    }

    private static ProblemException missing(long id) {
        return Problem.notFound("There is no task " + id + ".").exception();
    }
}
