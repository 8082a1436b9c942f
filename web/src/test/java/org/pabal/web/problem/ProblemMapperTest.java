package org.pabal.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.pabal.web.LocalApi;

class ProblemMapperTest {
    private static final String SECRET = "select secret from /etc/passwd";

    private static final LocalApi API = new LocalApi(ProblemMapper.class, Resource.class);

    @Path("/")
    @SuppressWarnings("DoNotCallSuggester")
    public static final class Resource {
        @GET
        @Path("thrown")
        public String thrown() {
            throw Problem.conflict("Not as things are now.").exception();
        }

        @GET
        @Path("returned")
        public Response returned() {
            return Problem.notFound("No such thing.").response();
        }

        @GET
        @Path("framework")
        public String framework() {
            throw new BadRequestException(SECRET);
        }

        @GET
        @Path("surprise")
        public String surprise() {
            throw new IllegalStateException(SECRET);
        }

        @GET
        @Path("error")
        public String error() {
            throw new StackOverflowError(SECRET);
        }

        @GET
        @Path("database")
        public String database() {
            throw new PersistenceException(SECRET, new SQLException(SECRET));
        }

        @GET
        @Path("number")
        public String number(@QueryParam("n") int n) {
            return String.valueOf(n);
        }

        @GET
        @Path("moved")
        public String moved() {
            throw new WebApplicationException(
                    Response.seeOther(URI.create("http://pabal.test/there")).build());
        }

        @PUT
        @Path("text")
        @Consumes("text/plain")
        @Produces("text/plain")
        public String text(String body) {
            return body;
        }
    }

    private LocalApi.Answer get(String path) {
        return API.call("GET", path).answer();
    }

    @Test
    void aProblemIsTheSameThrownOrReturned() {
        assertThat(get("thrown").problem(409).getString("detail")).isEqualTo("Not as things are now.");
        assertThat(get("thrown").problem(409).getString("title")).isEqualTo("Conflict");
        assertThat(get("returned").problem(404).getString("type")).isEqualTo("about:blank");
    }

    @Test
    void whatTheFrameworkRefusesGetsASentenceOfOurs() {
        assertThat(get("framework").problem(400).getString("detail")).doesNotContain("secret");
        get("nowhere").problem(404);
        API.call("PUT", "text").body("application/json", "{}").answer().problem(415);
        API.call("PUT", "text")
                .header("Accept", "image/png")
                .body("text/plain", "x")
                .answer()
                .problem(406);
    }

    @Test
    void aParameterOfAnotherTypeIsNoMissingPage() {
        assertThat(get("number?n=7").body()).isEqualTo("7");
        get("number?n=seven").problem(400);
        get("number?n=99999999999").problem(400);
    }

    @Test
    void aMethodThatDoesNotWorkNamesThoseThatDo() {
        LocalApi.Answer answer = API.call("DELETE", "text").answer();
        answer.problem(405);
        assertThat(answer.header("Allow")).contains("PUT").doesNotContain("DELETE");
    }

    @Test
    void aRedirectionIsNoProblem() {
        assertThat(get("moved").status()).isEqualTo(303);
        assertThat(get("moved").header("Location")).isEqualTo("http://pabal.test/there");
    }

    @Test
    void aSurpriseIsLoggedOnceAndTheAnswerHasOnlyItsId() {
        for (String path : new String[] {"surprise", "error"}) {
            try (Log log = new Log()) {
                LocalApi.Answer answer = get(path);
                JsonObject problem = answer.problem(500);
                assertThat(answer.body()).doesNotContain("secret");
                assertThat(log.entries).isEqualTo(1);
                assertThat(log.last).contains(problem.getString("id"));
            }
        }
    }

    @Test
    void aDatabaseThatIsAwayIsAnOutageThatMayHeal() {
        try (Log log = new Log()) {
            LocalApi.Answer answer = get("database");
            assertThat(answer.problem(503).getString("id")).isNotEmpty();
            assertThat(answer.body()).doesNotContain("secret");
            assertThat(log.entries).isEqualTo(1);
        }
    }

    /** Counts what {@link Unexpected} logs, and keeps it from the console. */
    private static final class Log extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger(Unexpected.class.getName());
        private int entries;
        private String last = "";

        Log() {
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            entries++;
            last = entry.getMessage();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        }
    }
}
