package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what. Asked after a restart of the server: Payara 6 leaves {@code @RolesAllowed} unenforced on an
 * application that it loads at its start, and enforces it after a deployment (payara/Payara #7987).
 */
@OnSharedPabal
class AdminSecurityIT {
    private static final String EVERY_CALL = """
            GET,/status
            GET,/queue/stats
            GET,/queue/messages
            GET,/queue/messages/1
            GET,/queue/messages/1/content
            DELETE,/queue/messages/1
            POST,/queue/messages/1/hold
            POST,/queue/messages/1/reroute?relay=a.test
            GET,/queue/messages/1/explain
            POST,/queue/flush
            POST,/queue/delete
            GET,/directives
            POST,/directives
            DELETE,/directives/1
            GET,/diagnostics/delivery?to=a@b.test
            POST,/queue/pause
            POST,/queue/continue
            GET,/tasks
            GET,/control
            GET,/control/me
            PUT,/control/me
            DELETE,/control/smtproutes
            GET,/assignments
            PUT,/assignments
            GET,/access-rules/smtp
            PUT,/access-rules/smtp
            GET,/access-rules/smtp/cdb
            GET,/access-rules/smtp/check?ip=127.0.0.1
            POST,/messages?sender=a@local.test&recipient=user@local.test
            GET,/tcpto
            DELETE,/tcpto
            GET,/administrators
            PUT,/administrators/eve
            GET,/nothing
            """;

    private static boolean restarted;

    private final Pabal pabal;

    AdminSecurityIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @BeforeEach
    void restartOnce() throws Exception {
        if (!restarted) {
            account("watcher", "auditor");
            account("helper", "operator");
            pabal.restart();
            restarted = true;
        }
    }

    @Nested
    class Anonymous {
        @ParameterizedTest
        @CsvSource(textBlock = EVERY_CALL)
        void mayDoNothing(String method, String path) throws IOException {
            HttpResponse<String> answer = call(AdminApi.anonymous(pabal.httpPort()), method, path);
            refused(answer, 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic"));
        }

        @ParameterizedTest
        @CsvSource(textBlock = EVERY_CALL)
        void mayDoNothingWithAWrongPassword(String method, String path) throws IOException {
            refused(call(AdminApi.as(pabal.httpPort(), "admin", "wrong"), method, path), 401);
        }

        @ParameterizedTest
        @CsvSource({"//health/live", "//health/ready", "//openapi"})
        void mayAskForHealthAndDescription(String path) throws IOException {
            assertThat(AdminApi.anonymous(pabal.httpPort()).get(path).statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class AnAuditor {
        private final AdminApi auditor = AdminApi.as(pabal.httpPort(), "watcher", "a long enough password");

        @ParameterizedTest
        @CsvSource({
            "/status",
            "/queue/stats",
            "/queue/messages",
            "/tasks",
            "/directives",
            "/control",
            "/control/me",
            "/assignments",
            "/access-rules/smtp",
            "/tcpto"
        })
        void mayRead(String path) throws IOException {
            assertThat(auditor.get(path).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource({
            "PUT,/control/me",
            "DELETE,/control/smtproutes",
            "PUT,/assignments",
            "PUT,/access-rules/smtp",
            "PUT,/administrators/eve",
            "POST,/queue/flush",
            "POST,/queue/delete",
            "POST,/directives",
            "DELETE,/directives/1",
            "GET,/diagnostics/delivery?to=a@b.test",
            "POST,/queue/pause",
            "DELETE,/queue/messages/1",
            "DELETE,/tcpto",
            "POST,/queue/messages/1/hold",
            "POST,/messages?sender=a@local.test&recipient=user@local.test"
        })
        void mayChangeNothing(String method, String path) throws IOException {
            refused(call(auditor, method, path), 403);
        }

        @Test
        void seesNoPassword() throws IOException {
            pabal.admin().sets("/control/relaypasswords", "relay.test:ada:pencil\n");
            try {
                assertThat(auditor.get("/control/relaypasswords").body()).isEqualTo("relay.test:ada:*\n");
                assertThat(auditor.get("/control").body())
                        .contains("relay.test:ada:*")
                        .doesNotContain("pencil");
            } finally {
                pabal.admin().unsets("/control/relaypasswords");
            }
        }
    }

    @Nested
    class AnOperator {
        private final AdminApi operator = AdminApi.as(pabal.httpPort(), "helper", "a long enough password");

        @Test
        void mayWorkTheQueue() throws IOException {
            operator.flushes();
            assertThat(call(operator, "DELETE", "/tcpto").statusCode()).isEqualTo(204);
            assertThat(operator.get("/tcpto").body()).isEqualTo("{\"hosts\":[]}");
        }

        @ParameterizedTest
        @CsvSource({
            "PUT,/control/me",
            "DELETE,/control/smtproutes",
            "PUT,/assignments",
            "PUT,/access-rules/smtp",
            "GET,/administrators",
            "PUT,/administrators/eve"
        })
        void mayNotChangeSettings(String method, String path) throws IOException {
            refused(call(operator, method, path), 403);
        }
    }

    @Nested
    class TheAdministrator {
        @Test
        void mayChangeSettings() throws IOException {
            pabal.admin().sets("/control/smtpgreeting", "local.test");
            pabal.admin().unsets("/control/smtpgreeting");
        }

        @Test
        void hasAPasswordThatOnlyTheServersUserCanRead() throws IOException {
            Path password = pabal.home().resolve("admin.password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(pabal.server().log()))
                    .doesNotContain(Files.readString(password).strip());
        }
    }

    private void account(String name, String role) throws IOException {
        HttpResponse<String> made = pabal.admin()
                .put(
                        "/administrators/" + name,
                        "application/json",
                        "{\"password\":\"a long enough password\",\"role\":\"" + role + "\"}");
        assertThat(made.statusCode()).as(made.body()).isIn(201, 204);
    }

    /** With a body of the type that the call wants, so that a refusal is not one of the body. */
    private static HttpResponse<String> call(AdminApi api, String method, String path) throws IOException {
        return switch (method) {
            case "GET", "DELETE" -> api.call(method, path, "", "");
            case "POST" ->
                path.startsWith("/messages")
                        ? api.post(path, "message/rfc822", Marker.message("never"))
                        : api.post(path, "application/json", "{\"all\":true}");
            default ->
                path.startsWith("/administrators")
                        ? api.put(
                                path,
                                "application/json",
                                "{\"password\":\"a long enough password\",\"role\":\"admin\"}")
                        : api.put(path, "text/plain", "intruder.test\n");
        };
    }

    private static void refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("local.test").doesNotContain("Exception");
    }
}
