package org.pabal.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.pabal.ejb.admin.AuditLog;
import org.pabal.web.LocalApi;
import org.pabal.web.problem.Problem;
import org.pabal.web.problem.ProblemMapper;
import org.pabal.web.problem.Unexpected;

class AuditFilterTest {
    private final Entries entries = new Entries();
    private final List<Long> noted = new ArrayList<>();
    private final LocalApi api = new LocalApi(new Feature(), ProblemMapper.class, Resource.class);

    /** {@link AuditLog} without a database. */
    private static final class Entries extends AuditLog {
        private final List<Deed> begun = new ArrayList<>();
        private final Map<Long, Integer> ended = new HashMap<>();
        private boolean away;

        @Override
        public long begun(Deed deed) {
            if (away) {
                throw new IllegalStateException("no database");
            }
            begun.add(deed);
            return begun.size();
        }

        @Override
        public void ended(long id, int status) {
            ended.put(id, status);
        }
    }

    private final class Feature implements DynamicFeature {
        @Override
        public void configure(ResourceInfo resource, FeatureContext context) {
            if (AuditFeature.isAudited(resource.getResourceMethod())) {
                context.register(new AuditFilter(entries, () -> "192.0.2.7", noted::add));
            }
        }
    }

    @Path("/things/{name}")
    @SuppressWarnings("DoNotCallSuggester")
    public static final class Resource {
        static int runs;

        @GET
        public String get() {
            return "here";
        }

        @GET
        @Path("/deep")
        @Audited("it is looked for far away")
        public String deep() {
            return "there";
        }

        @PUT
        public String put() {
            runs++;
            return "done";
        }

        @DELETE
        public String delete() {
            throw Problem.conflict("Not now.").exception();
        }

        @POST
        @Unaudited("the queue remembers it")
        public String post() {
            return "queued";
        }
    }

    @Test
    void aChangeIsWrittenWithWhoWhereWhatAndHowItEnded() {
        api.call("PUT", "things/a%20b?x=%0A").as("ada").answer();
        assertThat(entries.begun).containsExactly(new AuditLog.Deed("ada", "192.0.2.7", "PUT", "/things/a%20b?x=%0A"));
        assertThat(entries.ended).containsExactly(Map.entry(1L, 200));
        assertThat(noted).containsExactly(1L);
    }

    @Test
    void aRefusedChangeIsWrittenAsSuch() {
        api.call("DELETE", "things/a").as("ada").answer().problem(409);
        assertThat(entries.begun).hasSize(1);
        assertThat(entries.ended).containsExactly(Map.entry(1L, 409));
    }

    @Test
    void lookingIsNotWrittenNorWhatSaysItNeedNotBe() {
        api.call("GET", "things/a").as("ada").answer();
        api.call("POST", "things/a").as("ada").answer();
        assertThat(entries.begun).isEmpty();
        assertThat(entries.ended).isEmpty();
    }

    @Test
    void lookingIsWrittenWhereItSaysSo() {
        api.call("GET", "things/a/deep").as("ada").answer();
        assertThat(entries.begun).containsExactly(new AuditLog.Deed("ada", "192.0.2.7", "GET", "/things/a/deep"));
    }

    @Test
    void nothingIsChangedThatCannotBeWritten() {
        Logger log = Logger.getLogger(Unexpected.class.getName());
        log.setLevel(Level.OFF);
        entries.away = true;
        int before = Resource.runs;

        api.call("PUT", "things/a").as("ada").answer().problem(500);

        assertThat(Resource.runs).isEqualTo(before);
        log.setLevel(null);
    }
}
