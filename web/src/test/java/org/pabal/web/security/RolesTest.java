package org.pabal.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.web.LocalApi;
import org.pabal.web.problem.ProblemMapper;

class RolesTest {
    private static int runs;

    private static final LocalApi API =
            new LocalApi(RoleFeature.class, SameOrigin.class, ProblemMapper.class, Resource.class, OfAuditors.class);

    @BeforeEach
    void nothingRan() {
        runs = 0;
    }

    @Path("/")
    public static final class Resource {
        @GET
        @Path("operators")
        @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
        public String operators() {
            return run();
        }

        @POST
        @Path("operators")
        @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
        public String change() {
            return run();
        }

        @GET
        @Path("forgotten")
        public String forgotten() {
            return run();
        }

        @GET
        @Path("everybody")
        @PermitAll
        public String everybody() {
            return run();
        }
    }

    @Path("auditors")
    @RolesAllowed(Roles.AUDITOR)
    public static final class OfAuditors {
        @GET
        public String look() {
            return run();
        }

        @POST
        @RolesAllowed(Roles.ADMIN)
        public String change() {
            return run();
        }
    }

    private static String run() {
        runs++;
        return "done";
    }

    @ParameterizedTest
    @CsvSource({
        "GET, operators, operator, 200",
        "GET, operators, admin, 200",
        "GET, operators, auditor, 403",
        "GET, operators, domain-admin, 403",
        "GET, auditors, auditor, 200",
        "POST, auditors, auditor, 403",
        "POST, auditors, admin, 200"
    })
    void aMethodRunsForItsRolesOnly(String method, String path, String role, int status) {
        LocalApi.Answer answer = API.call(method, path).as(role).answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(runs).isEqualTo(status == 200 ? 1 : 0);
        if (status != 200) {
            answer.problem(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"operators", "forgotten", "everybody", "auditors"})
    void aStrangerIsAskedWhoTheyAreAndNothingRuns(String path) {
        API.call("GET", path).answer().problem(401);
        assertThat(runs).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forgotten", "everybody"})
    void aMethodThatNamesNoRoleRunsForNobody(String path) {
        API.call("GET", path).as(Roles.ADMIN).answer().problem(403);
        assertThat(runs).isZero();
    }

    @Nested
    class ABrowserOnAForeignPage {
        private LocalApi.Call change() {
            return API.call("POST", "operators").as(Roles.OPERATOR).header("Host", "pabal.test");
        }

        @ParameterizedTest
        @CsvSource({
            "Origin, http://evil.test",
            "Origin, null",
            "Origin, http://pabal.test.evil.test",
            "Sec-Fetch-Site, cross-site",
            "Sec-Fetch-Site, same-site"
        })
        void changesNothing(String field, String value) {
            change().header(field, value).answer().problem(403);
            assertThat(runs).isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "Origin, http://pabal.test",
            "Origin, https://pabal.test",
            "Sec-Fetch-Site, same-origin",
            "Sec-Fetch-Site, none"
        })
        void isToldFromOneOnOurs(String field, String value) {
            assertThat(change().header(field, value).answer().status()).isEqualTo(200);
        }

        @Test
        void mayLookAsTheBrowserKeepsTheAnswerFromIt() {
            assertThat(API.call("GET", "operators")
                            .as(Roles.OPERATOR)
                            .header("Origin", "http://evil.test")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }
}
