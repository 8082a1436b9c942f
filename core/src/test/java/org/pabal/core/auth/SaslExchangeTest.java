package org.pabal.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaslExchangeTest {
    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String challenge(SaslStep step) {
        assertThat(step).isInstanceOf(SaslStep.Challenge.class);
        return new String(((SaslStep.Challenge) step).octets(), StandardCharsets.UTF_8);
    }

    private static void isMalformed(SaslStep step) {
        assertThat(step).isEqualTo(SaslStep.malformed());
    }

    @Nested
    class Plain {
        private final SaslExchange exchange = Mechanism.PLAIN.begin(() -> "nonce");

        @Test
        void asksForNothingAndTakesNameAndPassword() {
            assertThat(challenge(exchange.begin())).isEmpty();
            assertThat(exchange.respond(octets("\0ada\0s\u00e9cret")))
                    .isEqualTo(new SaslStep.CheckPassword("ada", "s\u00e9cret"));
            assertThat(exchange.checked(true)).isEqualTo(new SaslStep.Success("ada"));
        }

        @Test
        void mayNameTheSameAccountTwice() {
            assertThat(exchange.respond(octets("ada\0ada\0secret"))).isInstanceOf(SaslStep.CheckPassword.class);
            assertThat(exchange.checked(false)).isEqualTo(SaslStep.refused("ada"));
        }

        @Test
        void refusesToActForAnother() {
            // T-AUT 190, M108
            assertThat(exchange.respond(octets("root\0ada\0secret"))).isEqualTo(SaslStep.refused("ada"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "ada", "\0ada", "\0\0secret", "\0ada\0", "\0ada\0sec\0ret", "\0\0", "ada\0ada\0secret\0"
                })
        void refusesWhatIsNotInItsForm(String response) {
            // T-AUT 190, M107
            isMalformed(exchange.respond(octets(response)));
        }

        @Test
        void refusesWhatIsNotUtf8OrTooLong() {
            isMalformed(exchange.respond(new byte[] {0, 'a', 0, (byte) 0xC0, (byte) 0xAF}));
            isMalformed(exchange.respond(octets("\0ada\0" + "x".repeat(1025))));
        }

        @Test
        void neverShowsThePassword() {
            // T-AUT 200
            assertThat(exchange.respond(octets("\0ada\0secret"))).asString().doesNotContain("secret");
        }
    }

    @Nested
    class Login {
        private final SaslExchange exchange = Mechanism.LOGIN.begin(() -> "nonce");

        @Test
        void asksForTheNameThenForThePassword() {
            assertThat(challenge(exchange.begin())).isEqualTo("Username:");
            assertThat(challenge(exchange.respond(octets("ada")))).isEqualTo("Password:");
            assertThat(exchange.respond(octets("secret"))).isEqualTo(new SaslStep.CheckPassword("ada", "secret"));
            assertThat(exchange.checked(true)).isEqualTo(new SaslStep.Success("ada"));
        }

        @Test
        void refusesAnEmptyNameOrPassword() {
            isMalformed(exchange.respond(octets("")));
            assertThat(challenge(exchange.respond(octets("ada")))).isEqualTo("Password:");
            isMalformed(exchange.respond(octets("")));
        }
    }

    /** The exchange of RFC 7677 §3. */
    @Nested
    class Scram {
        private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        private static final String NONCE = "rOprNGfwEbeRWgbNEkqO" + SERVER_NONCE;
        private static final String PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

        private final SaslExchange exchange = Mechanism.SCRAM_SHA_256.begin(() -> SERVER_NONCE);
        private final ScramKeys keys =
                ScramKeys.of(octets("pencil"), Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);

        private void begin() {
            assertThat(challenge(exchange.begin())).isEmpty();
            assertThat(exchange.respond(octets("n,,n=user,r=rOprNGfwEbeRWgbNEkqO")))
                    .isEqualTo(new SaslStep.FindKeys("user"));
            assertThat(challenge(exchange.found(keys))).isEqualTo("r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        }

        @Test
        void provesBothSides() {
            begin();
            assertThat(challenge(exchange.respond(octets("c=biws,r=" + NONCE + ",p=" + PROOF))))
                    .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
            assertThat(exchange.respond(new byte[0])).isEqualTo(new SaslStep.Success("user"));
        }

        @Test
        void refusesAProofOfAnotherPassword() {
            begin();
            assertThat(exchange.respond(octets("c=biws,r=" + NONCE + ",p=" + "A" + PROOF.substring(1))))
                    .isEqualTo(SaslStep.refused("user"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "c=biws,r=rOprNGfwEbeRWgbNEkqO,p=" + PROOF,
                    "c=eSws,r=" + NONCE + ",p=" + PROOF,
                    "c=biws,r=" + NONCE + ",p=AAAA",
                    "c=biws,r=" + NONCE,
                    ""
                })
        void refusesAnAnswerToAnotherQuestion(String clientFinal) {
            // T-AUT 192
            begin();
            isMalformed(exchange.respond(octets(clientFinal)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "p=tls-unique,,n=user,r=abc",
                    "n,,m=ext,n=user,r=abc",
                    "n,,n=us=er,r=abc",
                    "n,,n=,r=abc",
                    "n,,n=user",
                    "n,,r=abc",
                    ""
                })
        void refusesWhatItDoesNotOffer(String clientFirst) {
            isMalformed(exchange.respond(octets(clientFirst)));
        }

        @Test
        void refusesToActForAnother() {
            // T-AUT 190, M108
            assertThat(exchange.respond(octets("n,a=root,n=user,r=abc"))).isEqualTo(SaslStep.refused("user"));
        }

        @Test
        void knowsNamesWithCommasAndEqualsSigns() {
            assertThat(exchange.respond(octets("y,,n=a=2Cb=3Dc,r=abc"))).isEqualTo(new SaslStep.FindKeys("a,b=c"));
        }

        @Test
        void keepsItsKeysAsText() {
            assertThat(ScramKeys.require(keys.text()).text()).isEqualTo(keys.text());
            assertThat(keys).asString().doesNotContain(keys.text());
        }

        @Test
        void hasTheSameKeysForTheSameNobody() {
            byte[] secret = octets("secret of this host");
            String once = ScramKeys.ofNobody(secret, "eve", 16, 4096).text();
            assertThat(ScramKeys.ofNobody(secret, "eve", 16, 4096).text()).isEqualTo(once);
            assertThat(ScramKeys.ofNobody(secret, "eva", 16, 4096).text()).isNotEqualTo(once);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"YQ", "YQ=", "Y Q=", "YQ==\0", "YR==", "Y", "====", "\u00e9"})
    void takesOnlyBase64AsItIsWritten(String text) {
        // T-AUT 189, M100
        assertThat(Base64Text.decode(text)).isEmpty();
    }
}
