package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MboxQuotingTest {
    @ParameterizedTest
    @CsvSource({
        "'',             '|'",
        "'a|',           'a||'",
        "'a',            'a||'",
        "'|',            '||'",
        "'From |',       '>From ||'",
        "'>From |',      '>>From ||'",
        "'>>>From x|',   '>>>>From x||'",
        "'From',         'From||'",
        "'From:|',       'From:||'",
        "'Fro|From ',    'Fro|>From ||'",
        "'>',            '>||'",
        "'>>Fro',        '>>Fro||'",
        "'> From |',     '> From ||'",
        "' From |',      ' From ||'",
        "'F>From |',     'F>From ||'",
        "'x From |',     'x From ||'",
        "'FFrom |',      'FFrom ||'",
        "'>|>|From |',   '>|>|>From ||'",
    })
    void onlyLinesThatLookLikeAStartAreQuoted(String message, String stored) throws IOException {
        assertThat(quoted(message.replace('|', '\n'))).isEqualTo(stored.replace('|', '\n'));
    }

    @Property(tries = 500)
    void quotingCanBeUndone(@ForAll("messages") String message) throws IOException {
        String stored = quoted(message);

        assertThat(stored).doesNotStartWith("From ").doesNotContain("\nFrom ").endsWith("\n");
        String complete = message.isEmpty() || message.endsWith("\n") ? message : message + "\n";
        assertThat(stored.replaceAll("(?m)^>(>*From )", "$1")).isEqualTo(complete + "\n");
    }

    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of("From ", ">", "\n", "F", "From", " ", "x")
                .list()
                .ofMaxSize(12)
                .map(l -> String.join("", l));
    }

    private static String quoted(String message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MboxQuoting quoting = new MboxQuoting(out);
        byte[] octets = message.getBytes(StandardCharsets.US_ASCII);
        quoting.write(octets, octets.length);
        quoting.finish();
        return out.toString(StandardCharsets.US_ASCII);
    }
}
