package org.pabal.core.auth;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;

/** AUTH: nobody gets in without the password, whatever is answered in whatever order, and nothing shows what was typed. */
class SaslFuzzTest {
    private static final List<Mechanism> MECHANISMS = List.of(Mechanism.values());
    private static final String PASSWORD = "s\u00e9cret";
    private static final ScramKeys KEYS =
            ScramKeys.of(PASSWORD.getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}, 4096);

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "0n,,n=ada,r=abc\nc=biws,r=abcnonce,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "0y,a=ada,n=a=2Cd=3Da,r=abc\nc=eSxhPWFkYSw=,r=abcnonce,x=1,p=",
                "1\0ada\0secret",
                "1ada\0ada\0s\u00c3\u00a9cret",
                "2ada\nsecret",
                "2\n\n");
    }

    @MethodSource("seeds")
    @FuzzTest
    void letsNobodyInWithoutThePassword(byte[] input) {
        Mechanism mechanism = MECHANISMS.get(Fuzz.choice(input) % MECHANISMS.size());
        String typed = Fuzz.text(Fuzz.rest(input));
        SaslExchange exchange = mechanism.begin(() -> "nonce");
        for (String response : typed.split("\n", -1)) {
            SaslStep step = exchange.respond(Fuzz.octets(response));
            boolean right = false;
            if (step instanceof SaslStep.CheckPassword check) {
                right = check.password().equals(PASSWORD);
                Fuzz.holds(
                        check.name().equals(check.name().strip())
                                || !check.name().isEmpty(),
                        "a name");
                Fuzz.same("CheckPassword[name=" + check.name() + "]", check.toString());
                step = exchange.checked(right);
            } else if (step instanceof SaslStep.FindKeys) {
                step = exchange.found(KEYS);
            }
            Fuzz.holds(right || !(step instanceof SaslStep.Success), "a success without the password");
            if (!(step instanceof SaslStep.Challenge)) {
                break;
            }
        }
        Base64Text.decode(typed)
                .ifPresent(octets -> Fuzz.same(typed, Base64.getEncoder().encodeToString(octets)));
    }
}
