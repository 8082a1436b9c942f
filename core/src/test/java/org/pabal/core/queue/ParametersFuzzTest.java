package org.pabal.core.queue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;

/** Values of ENVID, ORCPT and NOTIFY: what was taken from a peer can be stored, read again and told. */
class ParametersFuzzTest {
    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "a+2Bb+3Dc",
                "rfc822;a+40b",
                "utf-8;\\x{FC}@x.test",
                "UTF-8;b\u00c3\u00bc@x",
                "x400;a+20b",
                "NEVER",
                "success,FAILURE,delay");
    }

    @MethodSource("seeds")
    @FuzzTest
    void areWhatTheyWereWhenReadAgain(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Xtext.parse(text).ifPresent(found -> {
            Fuzz.same(found, new Xtext(found.encoded()));
            isPrintable(found.decoded());
        });
        OriginalRecipient.parse(text).ifPresent(found -> {
            Fuzz.same(found, new OriginalRecipient(found.text()));
            isPrintable(found.text());
            isPrintable(found.decoded());
        });
        Notify.parse(text).ifPresent(found -> {
            Fuzz.same(found, new Notify(found.text()));
            Fuzz.holds(!(found.text().equals("NEVER") && (found.onFailure() || found.onSuccess())), "never is never");
        });
    }

    private static void isPrintable(String text) {
        Fuzz.holds(text.chars().allMatch(c -> c >= ' ' && c <= '~'), "printable ASCII");
    }
}
