package org.pabal.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.access.AccessRules.Verdict;

class AccessRulesTest {
    private static Verdict lookup(String rules, String ip) {
        return AccessRules.require(rules).lookup(ip, Optional.empty(), Optional.empty());
    }

    @Test
    void withoutRulesEverybodyIsAllowedAndNobodyMayRelay() {
        Verdict verdict = AccessRules.NONE.lookup("192.0.2.1", Optional.of("a.example"), Optional.of("joe"));

        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.rule()).isEmpty();
        assertThat(verdict.environment()).isEmpty();
    }

    @Test
    void anEmptyRelayClientIsThereAllTheSame() {
        assertThat(lookup("127.0.0.1:allow,RELAYCLIENT=\"\"", "127.0.0.1").environment())
                .containsExactly(java.util.Map.entry("RELAYCLIENT", ""));
        assertThat(lookup("127.0.0.1:allow,RELAYCLIENT=\"\"", "127.0.0.2").environment())
                .isEmpty();
    }

    @Test
    void aPrefixEndsAtItsDot() {
        String rules = "10.:allow,RELAYCLIENT=\"\"\n:deny\n";

        assertThat(lookup(rules, "10.1.2.3").allowed()).isTrue();
        assertThat(lookup(rules, "110.1.2.3").allowed()).isFalse();
        assertThat(lookup(rules, "1.0.1.2").allowed()).isFalse();
    }

    @Test
    void anIpv6PeerFallsUnderTheRuleForEverybody() {
        String rules = "2001.:allow,RELAYCLIENT=\"\"\n:deny\n";

        Verdict verdict = lookup(rules, "2001:db8:0:0:0:0:0:1");

        assertThat(verdict.rule()).contains("");
        assertThat(verdict.allowed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'10.:deny', false",
        "':allow,X=\"=\"', false",
        "'joe@10.1.2.3:deny', false",
        "'=.corp.test:deny', true",
        "'=:deny', true",
        "'10.:deny\n=a.test:deny', true",
        "'joe@=a.test:deny', true",
    })
    void rulesNameHostsOrNot(String rules, boolean names) {
        assertThat(AccessRules.require(rules).nameHosts()).isEqualTo(names);
    }

    @Test
    void aHostRuleNeedsAHostName() {
        AccessRules rules = AccessRules.require("=.corp.test:allow,RELAYCLIENT=\"\"\n");

        assertThat(rules.lookup("192.0.2.1", Optional.of("a.corp.test"), Optional.empty())
                        .environment())
                .containsKey("RELAYCLIENT");
        assertThat(rules.lookup("192.0.2.1", Optional.of("corp.test"), Optional.empty())
                        .rule())
                .isEmpty();
        assertThat(rules.lookup("192.0.2.1", Optional.empty(), Optional.empty()).rule())
                .isEmpty();
    }

    @Test
    void theLastOfTwoAssignmentsCounts() {
        assertThat(lookup(":allow,A='1',B=/2/,A=\"3\"", "192.0.2.1").environment())
                .hasToString("{A=3, B=2}");
    }

    @Test
    void textBeyondAsciiIsCompiledAsUtf8() {
        AccessRules rules = AccessRules.require("=이름.test:allow,NAME=\"파발\"");

        assertThat(rules.lookup("192.0.2.1", Optional.of("이름.test"), Optional.empty())
                        .environment())
                .containsEntry("NAME", "파발");
        assertThat(Cdb.require(rules.cdb()).find("=이름.test".getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    @Nested
    class AWrongLine {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                10.0.0.1 allow        | there is no colon after the address
                10.0.0.1:alow         | allow or deny
                10.0.0.1: allow       | allow or deny
                10.0.0.1:Deny         | allow or deny
                10.0.0.1:allow,X      | NAME="VALUE"
                10.0.0.1:allow,X=     | NAME="VALUE"
                10.0.0.1:allow,X="a   | not closed
                10.0.0.1:allow,X="a"b | only ,NAME="VALUE" may follow
                10.0.0.a-9:allow      | two numbers
                ::1:allow             | allow or deny
                """)
        void isNamedByNumberAndText(String line, String reason) {
            assertThatThrownBy(() -> AccessRules.require("# ours\n127.:allow\n" + line + "\n:deny\n"))
                    .isInstanceOf(RuleSyntaxException.class)
                    .hasMessageStartingWith("line 3: \"" + line + "\" is no rule: ")
                    .hasMessageContaining(reason);
        }

        @Test
        void withACarriageReturnSaysSo() {
            assertThatThrownBy(() -> AccessRules.require("10.0.0.1:allow\r\n"))
                    .hasMessage("line 1: \"10.0.0.1:allow\\x0d\" is no rule: it ends in a carriage return, "
                            + "but lines end in LF alone");
        }

        @Test
        void withANulIsRefusedSinceItWouldEndAValueEarly() {
            assertThatThrownBy(() -> AccessRules.require(":deny\n10.0.0.1:allow,A=\"x\0D\"\n"))
                    .hasMessage("line 2: \"10.0.0.1:allow,A=\"x\\x00D\"\" is no rule: it holds a NUL");
        }

        @Test
        void isCutInTheMessageWhenItIsLong() {
            assertThatThrownBy(() -> AccessRules.require("x".repeat(100_000)))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        }

        @Test
        void withoutAColonVanishesOnlyWhereTcprulesIsCopied() {
            byte[] text = "10.0.0.1 allow\n:deny".getBytes(StandardCharsets.US_ASCII);

            AccessRules rules = AccessRules.compatible(text);

            assertThat(rules.lookup("10.0.0.1", Optional.empty(), Optional.empty())
                            .allowed())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment: really", " \t\n", "#\n \n"})
    void aTextWithoutRulesIsNoMistake(String text) {
        assertThat(AccessRules.require(text).cdb()).hasSize(2048);
    }
}
