package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is refused with a sentence that helps; what was there before stays. */
@OnSharedPabal
class BadInputIT {
    private final AdminApi admin;

    BadInputIT(Pabal pabal) throws IOException {
        this.admin = pabal.admin();
    }

    @Nested
    class AControlSetting {
        @ParameterizedTest
        @CsvSource({
            "timeoutremote, abc",
            "concurrencyremote, -1",
            "databytes, many",
            "me, not a name",
            "locals, bad..name",
            "smtproutes, relay.test:127.0.0.1:99999",
            "queuelifetime, 99999999999999999999"
        })
        void thatIsBadIsRefusedAndTheOldValueStays(String name, String value) throws IOException {
            String before = admin.get("/control/" + name).body();
            HttpResponse<String> refusal = admin.put("/control/" + name, "text/plain", value + "\n");
            problem(refusal, 400);
            assertThat(refusal.body()).contains(name);
            assertThat(admin.get("/control/" + name).body()).isEqualTo(before);
        }

        @Test
        void namesTheLineThatIsBad() throws IOException {
            HttpResponse<String> refusal =
                    admin.put("/control/smtproutes", "text/plain", "good.test:127.0.0.1:2626\nbad.test:host:port\n");
            problem(refusal, 400);
            assertThat(refusal.body()).contains("line 2").contains("bad.test:host:port");
            assertThat(admin.get("/control/smtproutes").statusCode()).isEqualTo(404);
        }

        @Test
        void thatNobodyKnowsIsNotThere() throws IOException {
            problem(admin.put("/control/smtproute", "text/plain", "a.test:b.test\n"), 404);
            problem(admin.get("/control/..%2Fme"), 404);
        }

        @Test
        void cannotCarryALineIntoTheGreeting() throws IOException {
            problem(admin.put("/control/smtpgreeting", "text/plain", "mail.test\r\n250 forged\r\n"), 400);
            problem(admin.put("/control/bouncefrom", "text/plain", "MAILER\rBcc: x"), 400);
        }
    }

    @Nested
    class AccessRules {
        @ParameterizedTest
        @ValueSource(
                strings = {"127.0.0.1:perhaps", "127.0.0.1", "127.0.0.1:allow,RELAYCLIENT=\"", "10.0.0.x-y:allow,=\"\""
                })
        void thatAreBadAreRefusedAndTheOldOnesStay(String rule) throws IOException {
            String before = admin.get("/access-rules/smtp").body();
            HttpResponse<String> refusal = admin.put("/access-rules/smtp", "text/plain", "10.:allow\n" + rule + "\n");
            problem(refusal, 400);
            assertThat(refusal.body()).contains("line 2");
            assertThat(admin.get("/access-rules/smtp").body()).isEqualTo(before);
        }

        @Test
        void decideForAnAddressAsTcprulescheckDoes() throws IOException {
            assertThat(admin.get("/access-rules/smtp/check?ip=127.0.0.1").body())
                    .contains("RELAYCLIENT");
            assertThat(admin.get("/access-rules/smtp/check?ip=127.0.0.2").body())
                    .doesNotContain("RELAYCLIENT=");
        }
    }

    @Nested
    class Assignments {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "=eve:eve:0:0:../../etc:::\n.\n",
                    "=eve:eve:0:0:/etc:::\n.\n",
                    "=eve:eve\n.\n",
                    "=eve:eve:0:0:users/eve:::\n",
                    "eve\n.\n"
                })
        void thatAreBadAreRefusedAndTheOldOnesStay(String text) throws IOException {
            String before = admin.get("/assignments").body();
            problem(admin.put("/assignments", "text/plain", text), 400);
            assertThat(admin.get("/assignments").body()).isEqualTo(before).contains("=user:user:0:0:users/user:::");
        }

        @ParameterizedTest
        @CsvSource({"16, a cdb has at least 2048 bytes", "2048, the key for wildcards is missing"})
        void thatAreNoCdbOfQmailsAreRefusedAndTheOldOnesStay(int zeros, String sentence) throws IOException {
            String before = admin.get("/assignments").body();
            HttpResponse<String> refusal =
                    admin.put("/assignments?homes=/home", "application/octet-stream", "\0".repeat(zeros));
            problem(refusal, 400);
            assertThat(refusal.body()).contains(sentence);
            assertThat(admin.get("/assignments").body()).isEqualTo(before);
        }
    }

    @Nested
    class Json {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "null",
                    "{\"all\":\"yes\"}",
                    "{\"all\":false}",
                    "{\"everything\":true}",
                    "{\"recipientDomain\":7}",
                    "{\"recipientDomain\":\"bad..name\"}"
                })
        void thatAsksForNoFlushIsRefused(String body) throws IOException {
            problem(admin.post("/queue/flush", "application/json", body), 400);
        }

        @Test
        void ofAnotherTypeIsRefused() throws IOException {
            problem(admin.post("/queue/flush", "text/plain", "{\"all\":true}"), 415);
        }
    }

    @Nested
    class AQuery {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/queue/messages?limit=abc",
                    "/queue/messages?limit=-1",
                    "/queue/messages?cursor=nonsense",
                    "/queue/messages?state=sleeping",
                    "/queue/messages?channel=pigeon"
                })
        void thatIsBadIsRefused(String path) throws IOException {
            problem(admin.get(path), 400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/queue/messages/999999999999",
                    "/queue/messages/abc",
                    "/tasks/999999999",
                    "/access-rules/ftp",
                    "/nothing"
                })
        void forWhatIsNotThereSaysSo(String path) throws IOException {
            problem(admin.get(path), 404);
        }
    }

    /** RFC 9457, and nothing from inside the server. */
    private static void problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(response.body())
                .contains("\"title\"")
                .contains("\"status\":" + status)
                .doesNotContain("Exception")
                .doesNotContain("org.pabal")
                .doesNotContain("\tat ");
    }
}
