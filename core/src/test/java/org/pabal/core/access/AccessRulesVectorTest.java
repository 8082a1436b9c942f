package org.pabal.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.pabal.core.access.AccessRules.Verdict;

/** What tcprules and tcprulescheck did with the same input. */
class AccessRulesVectorTest {
    private static final Pattern PAIR = Pattern.compile("\\[\"((?:[^\"\\\\]|\\\\.)*)\", \"((?:[^\"\\\\]|\\\\.)*)\"\\]");

    static Stream<Row> lookups() {
        return Vectors.rows("tcprules.tsv");
    }

    static Stream<Row> lines() {
        return Vectors.rows("tcprules-parse.tsv");
    }

    static Stream<Row> files() {
        return Vectors.rows("cdb.tsv");
    }

    @ParameterizedTest
    @MethodSource("lookups")
    void findsTheRuleThatTcpserverFinds(Row row) {
        AccessRules rules = AccessRules.compatible(Vectors.bytes("rules/" + row.text(1)));

        Verdict verdict = rules.lookup(row.text(2), row.field(3), row.field(4));

        assertThat(verdict.rule()).isEqualTo(row.field(5).map(rule -> rule.equals("(empty)") ? "" : rule));
        assertThat(verdict.allowed()).isEqualTo(row.text(6).equals("allow"));
        assertThat(verdict.environment()).isEqualTo(pairs(row.text(7)));
        assertThat(rules.report(row.text(2), row.field(3), row.field(4))).isEqualTo(row.text(8));
    }

    @ParameterizedTest
    @MethodSource("lookups")
    void findsTheSameInTheCompiledFile(Row row) {
        byte[] compiled = Vectors.bytes("cdb/" + row.text(1).replace(".rules", ".cdb"));

        assertThat(AccessRules.of(Cdb.require(compiled)).report(row.text(2), row.field(3), row.field(4)))
                .isEqualTo(row.text(8));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void takesAndRefusesTheLinesThatTcprulesDoes(Row row) {
        byte[] line = row.text(1).getBytes(StandardCharsets.UTF_8);
        if (row.text(2).equals("0")) {
            List<String> keys = new ArrayList<>();
            Cdb.require(AccessRules.compatible(line).cdb())
                    .forEach((key, data) -> keys.add('"' + Octets.of(key) + '"'));
            assertThat(keys).hasToString(row.text(4));
        } else {
            RuleSyntaxException refused =
                    catchThrowableOfType(RuleSyntaxException.class, () -> AccessRules.compatible(line));
            assertThat("tcprules: fatal: unable to parse this line: " + refused.line() + "\n")
                    .isEqualTo(row.text(3));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void compilesByteForByte(Row row) {
        byte[] expected = Vectors.bytes(row.text(1).replaceFirst(".*/(.*)\\.rules", "cdb/$1.cdb"));

        byte[] compiled = AccessRules.compatible(Vectors.bytes(row.text(1))).cdb();

        assertThat(compiled).isEqualTo(expected).hasSize(Integer.parseInt(row.text(3)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsTheRecordsBack(Row row) {
        Cdb cdb = Cdb.require(Vectors.bytes(row.text(1).replaceFirst(".*/(.*)\\.rules", "cdb/$1.cdb")));
        List<String> keys = new ArrayList<>();

        cdb.forEach((key, data) -> {
            keys.add(Octets.of(key));
            assertThat(cdb.find(key)).isPresent();
        });

        assertThat(keys).hasSize(Integer.parseInt(row.text(2)));
    }

    private static Map<String, String> pairs(String json) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Matcher matcher = PAIR.matcher(json);
        while (matcher.find()) {
            pairs.put(matcher.group(1), matcher.group(2));
        }
        return pairs;
    }

    static Stream<Row> hashes() {
        return Vectors.rows("cdb-hash.tsv");
    }

    @ParameterizedTest
    @MethodSource("hashes")
    void hashesAsCdbDoes(Row row) {
        String key = row.text(0);
        String octets = Optional.of(key)
                .filter(text -> text.startsWith("hex:"))
                .map(text -> text.equals("hex:ff") ? "\u00ff" : "")
                .orElse(key);

        assertThat(Integer.toUnsignedLong(Cdb.hash(Octets.bytes(octets)))).isEqualTo(Long.parseLong(row.text(1)));
    }
}
