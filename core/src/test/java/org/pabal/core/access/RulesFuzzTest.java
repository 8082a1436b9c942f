package org.pabal.core.access;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;

/** Access rules: compiled ones decide as those they were made from, and compile to the same file. */
class RulesFuzzTest {
    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "127.0.0.1:allow,RELAYCLIENT=\"\"\n192.0.2.1-9:deny\n:allow\n",
                "10.:allow,A=/b/,C='d'\n=.test:deny\n=:allow\nu@10.0.0.1:deny",
                "# comment\n1.2.3.0-255:allow\n1.-2.3:deny\nno colon\n",
                "1.2.3.9-1:deny\n:allow,X=\"\u00c3\u00bc\"");
    }

    @MethodSource("seeds")
    @FuzzTest
    void decideTheSameWhenCompiled(byte[] text) {
        AccessRules rules;
        try {
            rules = AccessRules.compatible(text);
        } catch (RuleSyntaxException e) {
            Fuzz.holds(e.lineNumber() > 0 && Fuzz.isOneLine(String.valueOf(e.getMessage())), "a sentence");
            return;
        }
        byte[] file = rules.cdb();
        Cdb cdb = Cdb.require(file);
        AccessRules compiled = AccessRules.of(cdb);
        Fuzz.holds(Arrays.equals(file, compiled.cdb()), "the same file");
        for (String ip : List.of("127.0.0.1", "192.0.2.5", "10.0.0.1", "2001:db8::1")) {
            for (Optional<String> host : List.of(Optional.<String>empty(), Optional.of("a.b.test"))) {
                Fuzz.same(rules.lookup(ip, host, Optional.of("u")), compiled.lookup(ip, host, Optional.of("u")));
                Fuzz.same(rules.report(ip, host, Optional.empty()), compiled.report(ip, host, Optional.empty()));
            }
        }
        cdb.forEach((key, data) -> Fuzz.holds(cdb.find(key).isPresent(), "a record that is found"));
    }
}
