package org.pabal.web.body;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.web.LocalApi;
import org.pabal.web.problem.ProblemMapper;

class BodiesTest {
    private static final LocalApi API = new LocalApi(
            Resource.class, ProblemMapper.class, PlainTextReader.class, JsonFieldsReader.class, BodyLimitFeature.class);

    @Path("/")
    @Produces("text/plain;charset=UTF-8")
    public static final class Resource {
        @PUT
        @Path("text")
        @Consumes("text/plain")
        public String text(PlainText body) {
            return body.text();
        }

        @PUT
        @Path("small")
        @Consumes("text/plain")
        @BodyLimit(10)
        public String small(PlainText body) {
            return body.text();
        }

        @PUT
        @Path("json")
        @Consumes("application/json")
        public String json(JsonFields body) {
            body.only("name", "note", "all");
            return body.text("name") + "|" + body.findText("note").orElse("-") + "|"
                    + body.findFlag("all").map(String::valueOf).orElse("-");
        }
    }

    private LocalApi.Answer put(String path, String type, byte[] octets) {
        return API.call("PUT", path).body(type, octets).answer();
    }

    @Nested
    class PlainTexts {
        @Test
        void comesInExactlyAsItWasSent() {
            String text = " a\r\n\tb\n\n\u00e9\ud55c";
            assertThat(put("text", "text/plain", text.getBytes(StandardCharsets.UTF_8))
                            .body())
                    .isEqualTo(text);
        }

        @Test
        void isRefusedWhenItIsNoUtf8() {
            byte[][] bad = {{(byte) 0xff}, {(byte) 0xc0, (byte) 0xaf}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {'a', 0}
            };
            for (byte[] octets : bad) {
                put("text", "text/plain", octets).problem(400);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "text/plain; charset=UTF-8, 200",
            "text/plain; charset=us-ascii, 200",
            "text/plain; charset=utf-16, 415",
            "text/plain; charset=nonsense, 415",
            "text/html, 415"
        })
        void isTakenAsUtf8Only(String type, int status) {
            assertThat(put("text", type, new byte[] {'a'}).status()).isEqualTo(status);
        }
    }

    @Nested
    class Limits {
        @ParameterizedTest
        @CsvSource({"9, 200", "10, 200", "11, 413", "100000, 413"})
        void countWhatIsRead(int octets, int status) {
            assertThat(put("small", "text/plain", "x".repeat(octets).getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(status);
        }

        @Test
        void refuseALengthThatIsSaidWithoutReading() {
            API.call("PUT", "small")
                    .body("text/plain", "x")
                    .header("Content-Length", "11")
                    .answer()
                    .problem(413);
        }

        @Test
        void areThereForMethodsThatNameNone() {
            byte[] most = "x".repeat((int) BodyLimit.USUAL).getBytes(StandardCharsets.UTF_8);
            assertThat(put("text", "text/plain", most).status()).isEqualTo(200);
            put("text", "text/plain", (new String(most, StandardCharsets.UTF_8) + "x").getBytes(StandardCharsets.UTF_8))
                    .problem(413);
        }
    }

    @Nested
    class JsonBodies {
        private LocalApi.Answer json(String text) {
            return put("json", "application/json", text.getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void areObjectsOfTextsAndFlags() {
            assertThat(json("{\"name\":\"ada\"}").body()).isEqualTo("ada|-|-");
            assertThat(json(" {\"all\":false, \"note\":\"\\u00e9\", \"name\":\"\"}\n")
                            .body())
                    .isEqualTo("|\u00e9|false");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{'name':'a','uid':0} | uid",
                    "{'name':'a','role':'root'} | role",
                    "{'name':'a','name':'b'} | name",
                    "{'name':null} | name",
                    "{'name':1e400000} | name",
                    "{'name':['a']} | name",
                    "{'name':{'a':'b'}} | name",
                    "{'name':true} | name",
                    "{'name':'a','all':'true'} | all",
                    "{'note':'a'} | name",
                    "{'__proto__':'a','name':'b'} | __proto__"
                })
        void areRefusedWithTheNameOfTheMember(String text, String member) {
            assertThat(json(text.replace('\'', '"')).problem(400).getString("detail"))
                    .contains("'" + member + "'");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "[]",
                    "\"a\"",
                    "{",
                    "{\"name\":\"a\"",
                    "{\"name\":\"a\"} x",
                    "{\"name\":\"a\"}{}",
                    "{\"name\":\"\\ud800\"}",
                    "{\"name\":\"\\u0000\"}",
                    "{name:\"a\"}",
                    "\ufeff{}"
                })
        void areRefusedWhenTheyAreNoSuchObject(String text) {
            json(text).problem(400);
        }

        @Test
        void thatAreDeepEndAtTheFirstLevel() {
            json("[".repeat(100_000)).problem(400);
            json("{\"name\":".repeat(100_000)).problem(400);
        }
    }
}
