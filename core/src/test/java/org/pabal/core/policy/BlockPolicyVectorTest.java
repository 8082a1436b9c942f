package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.core.routing.TableResolver.ip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Vectors;
import org.pabal.core.Vectors.Row;
import org.pabal.core.routing.TableResolver;

/** What rblsmtpd did with the same lists, but for its options -c and -t, which we have not. */
class BlockPolicyVectorTest {
    private static final Pattern PAIR = Pattern.compile("\"(\\w+)\": \"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern REPLY = Pattern.compile("^(451|553) (.*)$", Pattern.MULTILINE);

    private final TableResolver dns = new TableResolver()
            .has("2.0.0.127.rbl.test", "TXT", "Blocked - see http://rbl.test/?ip=127.0.0.2")
            .has("3.0.0.127.rbl.test", "TXT", "first ")
            .has("3.0.0.127.rbl.test", "TXT", "second")
            .has("5.0.0.127.rbl.test", "TXT", "x".repeat(250))
            .has("6.0.0.127.rbl.test", "A", "127.0.0.2")
            .has("7.0.0.127.rbl.test", "TXT", "")
            .has("2.0.0.127.white.test", "A", "127.0.0.1")
            .has("3.0.0.127.white.test", "TXT", "a text")
            .fails("servfail.test");

    static Stream<Row> sessions() {
        return Vectors.rows("rblsmtpd.tsv")
                .filter(row -> row.text(1).contains("TCPREMOTEIP"))
                .filter(row -> !row.text(2).contains("\"-c\"") && !row.text(2).contains("\"-t"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void decidesAsRblsmtpd(Row row) {
        Map<String, String> environment = environment(row.text(1));

        BlockPolicy.Verdict verdict = BlockPolicy.require(lines(row.text(2)))
                .judge(ip(environment.getOrDefault("TCPREMOTEIP", "")), environment, dns);

        assertThat(verdict.refusal()
                        .map(reply -> reply.code() + " " + reply.lines().getFirst()))
                .isEqualTo(reply(row.text(5)));
        assertThat(verdict.refusal().isEmpty()).isEqualTo(row.text(4).equals("yes"));
    }

    private static Map<String, String> environment(String json) {
        Map<String, String> environment = new HashMap<>();
        Matcher matcher = PAIR.matcher(json);
        while (matcher.find()) {
            environment.put(matcher.group(1), matcher.group(2));
        }
        return environment;
    }

    /** The options, left to right, as lines of the setting. */
    private static List<String> lines(String json) {
        List<String> lines = new ArrayList<>();
        String refusing = "defer ";
        String use = "";
        Matcher matcher = WORD.matcher(json);
        while (matcher.find()) {
            switch (matcher.group(1)) {
                case "-b" -> refusing = "reject ";
                case "-B" -> refusing = "defer ";
                case "-r" -> use = refusing;
                case "-a" -> use = "allow ";
                default -> lines.add(use + matcher.group(1));
            }
        }
        return lines;
    }

    private static Optional<String> reply(String said) {
        Matcher matcher = REPLY.matcher(said.replace("\r", ""));
        return matcher.find() ? Optional.of(matcher.group(1) + " " + matcher.group(2)) : Optional.empty();
    }
}
