package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pabal.core.routing.TableResolver.ip;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.policy.BlockPolicy.Verdict;
import org.pabal.core.routing.TableResolver;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpReply;

class BlockPolicyTest {
    private static final String PEER = "192.0.2.7";
    private static final Map<String, String> NOTHING = Map.of();

    private final TableResolver dns = new TableResolver();

    private Verdict judge(Map<String, String> environment, String... lists) {
        return BlockPolicy.require(List.of(lists)).judge(ip(PEER), environment, dns);
    }

    private String refusal(String... lists) {
        return judge(NOTHING, lists).refusal().map(SmtpReply::toString).orElse("none");
    }

    private void lists(String zone, String text) {
        dns.has("7.2.0.192." + zone, "TXT", text);
    }

    @Nested
    class AList {
        @Test
        void defersOrRejectsWithItsText() {
            lists("bl.test", "Blocked - see http://bl.test/?ip=192.0.2.7");

            assertThat(refusal("bl.test")).isEqualTo("451 4.7.1 Blocked - see http://bl.test/?ip=192.0.2.7");
            assertThat(refusal("defer bl.test")).startsWith("451 4.7.1 Blocked");
            assertThat(refusal("reject bl.test")).isEqualTo("553 5.7.1 Blocked - see http://bl.test/?ip=192.0.2.7");
        }

        @Test
        void knowsOthersOnly() {
            dns.has("8.2.0.192.bl.test", "TXT", "Blocked").has("7.2.0.192.bl.test", "A", "127.0.0.2");
            lists("empty.test", "");

            assertThat(refusal("bl.test", "none.test", "empty.test")).isEqualTo("none");
        }

        @Test
        void isAskedAboutIpv6NibbleByNibble() {
            InetAddress six = ip("2001:db8::567:89ab");
            String nibbles = "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2";
            dns.has(nibbles + ".bl.test", "TXT", "six");

            assertThat(BlockPolicy.require(List.of("bl.test"))
                            .judge(six, NOTHING, dns)
                            .refusal())
                    .contains(SmtpReply.of(451, "4.7.1", "six"));
        }

        @Test
        void mayHaveATextInPieces() {
            lists("bl.test", "first ");
            lists("bl.test", "second");

            assertThat(refusal("bl.test")).isEqualTo("451 4.7.1 first second");
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.255.255.254", "127.255.255.252", "203.0.113.9"})
        void thatDoesNotAnswerAsOneIsTrouble(String address) {
            lists("bl.test", "Error: open resolver");
            dns.has("7.2.0.192.bl.test", "A", address);

            Verdict verdict = judge(NOTHING, "bl.test");

            assertThat(verdict.refusal()).isEmpty();
            assertThat(verdict.troubles()).containsExactly("bl.test: does not answer as a list: Error: open resolver");
        }

        @Test
        void mayGiveSeveralReasons() {
            lists("bl.test", "Blocked");
            dns.has("7.2.0.192.bl.test", "A", "127.0.0.4").has("7.2.0.192.bl.test", "A", "203.0.113.9");

            assertThat(refusal("bl.test")).isEqualTo("451 4.7.1 Blocked");
        }
    }

    @Nested
    class SeveralLists {
        @Test
        void areAskedInTheirOrderUntilOneDecides() {
            lists("first.test", "one");
            lists("second.test", "two");
            dns.has("7.2.0.192.good.test", "A", "127.0.0.1");

            assertThat(refusal("second.test", "first.test")).endsWith("two");
            assertThat(refusal("allow good.test", "first.test")).isEqualTo("none");
            assertThat(refusal("first.test", "allow good.test")).endsWith("one");
            assertThat(refusal("none.test", "allow none.test", "reject first.test", "second.test"))
                    .isEqualTo("553 5.7.1 one");
        }

        @Test
        void areNotAskedAfterThat() {
            dns.has("7.2.0.192.good.test", "A", "127.0.0.1");

            judge(NOTHING, "allow good.test", "bl.test");

            assertThat(dns.questions()).containsExactly("7.2.0.192.good.test A");
        }

        @Test
        void ofWelcomePeersCountByAddressAlone() {
            lists("good.test", "only a text");
            lists("bl.test", "Blocked");

            assertThat(refusal("allow good.test", "bl.test")).isEqualTo("451 4.7.1 Blocked");
        }
    }

    @Nested
    class ReturnCodesOfAList {
        @Test
        void decideWhatCounts() {
            lists("bl.test", "Blocked");
            dns.has("7.2.0.192.bl.test", "A", "127.0.0.10");

            assertThat(refusal("reject bl.test 127.0.0.2-9")).isEqualTo("none");
            assertThat(refusal("reject bl.test 127.0.0.2-9", "defer bl.test 127.0.0.10-11"))
                    .isEqualTo("451 4.7.1 Blocked");
            assertThat(refusal("allow bl.test 127.0.0.10", "reject bl.test")).isEqualTo("none");
            assertThat(refusal("allow bl.test 127.0.0.2", "reject bl.test")).isEqualTo("553 5.7.1 Blocked");
        }

        @Test
        void areMissedWhereThereIsOnlyAText() {
            lists("bl.test", "Blocked");

            assertThat(refusal("reject bl.test 127.0.0.2")).isEqualTo("none");
        }
    }

    @Nested
    class Scores {
        private void code(String zone, String address) {
            dns.has("7.2.0.192." + zone, "A", address);
        }

        @Test
        void addUpToARefusal() {
            code("a.test", "127.0.0.2");
            code("b.test", "127.0.0.2");
            lists("b.test", "weighty");

            assertThat(refusal("score 2 a.test", "defer-at 2", "reject-at 5")).isEqualTo("451 4.7.1 listed by a.test");
            assertThat(refusal("score 2 a.test", "score 3 b.test", "defer-at 2", "reject-at 5"))
                    .isEqualTo("553 5.7.1 weighty");
            assertThat(refusal("score 2 a.test", "score 3 none.test", "reject-at 5"))
                    .isEqualTo("none");
            assertThat(refusal("reject-at 2", "score 2 a.test")).startsWith("553");
        }

        @Test
        void areTakenOffByListsOfWelcomePeers() {
            code("a.test", "127.0.0.2");
            code("good.test", "127.0.5.1");

            assertThat(refusal("score 3 a.test", "score -2 good.test 127.0.0-255.1-3", "defer-at 2"))
                    .isEqualTo("none");
            assertThat(refusal("score 3 a.test", "score -2 good.test 127.0.0-255.2-3", "defer-at 2"))
                    .startsWith("451");
        }

        @Test
        void withoutThresholdsOnlyShowInTheLog() {
            code("a.test", "127.0.0.2");
            code("good.test", "127.0.0.1");

            Verdict verdict = judge(NOTHING, "score 3 a.test", "score -1 good.test", "score 1 none.test");

            assertThat(verdict.refusal()).isEmpty();
            assertThat(verdict.verdicts().text()).isEqualTo("dnsbl=score:2:a.test,good.test");
        }

        @Test
        void leaveAListThatDecidesAloneItsSay() {
            code("a.test", "127.0.0.2");
            code("good.test", "127.0.0.1");
            lists("bl.test", "Blocked");

            assertThat(refusal("score 9 a.test", "allow good.test", "reject-at 5"))
                    .isEqualTo("none");
            assertThat(refusal("score 9 a.test", "defer bl.test", "reject-at 5"))
                    .isEqualTo("451 4.7.1 Blocked");
        }

        @Test
        void refuseForNowOnlyWhileAListIsInTrouble() {
            code("a.test", "127.0.0.2");
            dns.fails("good.test");

            Verdict verdict = judge(NOTHING, "score 9 a.test", "score -9 good.test", "reject-at 5");

            assertThat(verdict.refusal()).contains(SmtpReply.of(451, "4.7.1", "listed by a.test"));
            assertThat(verdict.verdicts().text()).isEqualTo("dnsbl=defer:9:a.test");
            assertThat(verdict.troubles()).containsExactly("good.test: no answer");
        }

        @Test
        void countNothingOfAListThatDoesNotAnswerAsOne() {
            code("a.test", "127.255.255.254");

            Verdict verdict = judge(NOTHING, "score 9 a.test", "reject-at 5");

            assertThat(verdict.refusal()).isEmpty();
            assertThat(verdict.troubles()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"defer-at", "defer-at 0", "reject-at -3", "reject-at 5 6", "reject-at x"})
        void haveThresholdsAboveZero(String line) {
            assertThatThrownBy(() -> BlockPolicy.require(List.of("score 1 a.test", line)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("its score is not a whole number from 1 to 100000");
        }
    }

    @Nested
    class TheLogSays {
        private String says(Map<String, String> environment, String... lists) {
            return judge(environment, lists).verdicts().text();
        }

        @Test
        void whatDecided() {
            lists("bl.test", "Blocked");
            dns.has("7.2.0.192.good.test", "A", "127.0.0.1").fails("down.test");

            assertThat(says(NOTHING)).isEmpty();
            assertThat(says(Map.of("RELAYCLIENT", ""), "bl.test")).isEmpty();
            assertThat(says(NOTHING, "none.test")).isEqualTo("dnsbl=none");
            assertThat(says(NOTHING, "bl.test")).isEqualTo("dnsbl=defer:bl.test");
            assertThat(says(NOTHING, "reject bl.test")).isEqualTo("dnsbl=reject:bl.test");
            assertThat(says(NOTHING, "down.test", "reject bl.test")).isEqualTo("dnsbl=defer:bl.test");
            assertThat(says(NOTHING, "allow good.test", "bl.test")).isEqualTo("dnsbl=allow:good.test");
            assertThat(says(NOTHING, "down.test")).isEqualTo("dnsbl=trouble");
            assertThat(says(NOTHING, "allow down.test", "bl.test")).isEqualTo("dnsbl=trouble");
            assertThat(says(Map.of("RBLSMTPD", ""), "bl.test")).isEqualTo("dnsbl=allow:rule");
            assertThat(says(Map.of("RBLSMTPD", "-no"))).isEqualTo("dnsbl=reject:rule");
        }
    }

    @Nested
    class TroubleOfTheDns {
        @Test
        void holdsNothingAgainstAPeer() {
            dns.fails("down.test");

            Verdict verdict = judge(NOTHING, "reject down.test");

            assertThat(verdict.refusal()).isEmpty();
            assertThat(verdict.troubles()).containsExactly("down.test: no answer");
        }

        @Test
        void ofAListOfWelcomePeersMeansWelcome() {
            dns.fails("down.test");
            lists("bl.test", "Blocked");

            Verdict verdict = judge(NOTHING, "allow down.test", "bl.test");

            assertThat(verdict.refusal()).isEmpty();
            assertThat(verdict.troubles()).hasSize(1);
        }

        @Test
        void makesEveryLaterRefusalATemporaryOne() {
            dns.fails("down.test");
            lists("bl.test", "Blocked");

            assertThat(refusal("down.test", "reject bl.test")).isEqualTo("451 4.7.1 Blocked");
            assertThat(refusal("reject bl.test", "down.test")).isEqualTo("553 5.7.1 Blocked");
        }
    }

    @Nested
    class ARule {
        @ParameterizedTest
        @CsvSource({
            "'', none",
            "Go away, 451 4.7.1 Go away",
            "-Go away, 553 5.7.1 Go away",
            "--x, 553 5.7.1 -x",
            "-, 553 5.7.1",
            "' ', 451 4.7.1",
            "한, 451 4.7.1 ???",
        })
        void countsBeforeAllLists(String text, String reply) {
            lists("bl.test", "Blocked");

            Verdict verdict = judge(Map.of("RBLSMTPD", text), "bl.test");

            assertThat(verdict.refusal().map(SmtpReply::toString).orElse("none"))
                    .isEqualTo(reply);
            assertThat(dns.questions()).isEmpty();
        }

        @Test
        void thatLetsAPeerRelaySparesItTheLists() {
            lists("bl.test", "Blocked");

            assertThat(judge(Map.of("RELAYCLIENT", ""), "bl.test").refusal()).isEmpty();
            assertThat(dns.questions()).isEmpty();
        }

        @Test
        void mayRefuseARelayClientAllTheSame() {
            assertThat(judge(Map.of("RELAYCLIENT", "", "RBLSMTPD", "no"), "bl.test")
                            .refusal())
                    .contains(SmtpReply.of(451, "4.7.1", "no"));
        }
    }

    @Nested
    class HostileTexts {
        @Test
        void cannotEndALine() {
            lists("bl.test", "a\r\n250 ok\0\t\u001b[2J\u007f\u00e4\u00ff%~");

            assertThat(refusal("bl.test")).isEqualTo("451 4.7.1 a??250 ok???[2J???%~");
        }

        @Test
        void areCut() {
            lists("bl.test", "x".repeat(100_000));

            assertThat(refusal("bl.test")).isEqualTo("451 4.7.1 " + "x".repeat(200));
        }
    }

    @Property(tries = 200)
    void ofAnyKindMakeAReplyOfOneLine(@ForAll String text) {
        for (String rule : List.of(text, "-" + text)) {
            Optional<SmtpReply> refusal = judge(Map.of("RBLSMTPD", rule)).refusal();

            refusal.ifPresent(
                    reply -> assertThat(reply.wire()).hasSizeLessThan(512).matches("(451 4|553 5)\\.7\\.1 [ -~]*\r\n"));
        }
    }

    @Nested
    class ARefusedPeer {
        private Decision decide(Optional<SmtpReply> refusal) {
            InetAddress here = InetAddress.getLoopbackAddress();
            Peer peer = new Peer("smtp", ip(PEER), 40_000, here, 25, Optional.empty());
            return BlockPolicy.decide(
                    new SessionTerms(peer, "mx.local.test", Optional.empty(), 0, 100, false, refusal));
        }

        @Test
        void isToldSoForEachRecipient() {
            SmtpReply later = SmtpReply.of(451, "4.7.1", "later");
            SmtpReply never = SmtpReply.of(553, "5.7.1", "never");

            assertThat(decide(Optional.of(later))).isEqualTo(new Decision.TryLater(later));
            assertThat(decide(Optional.of(never))).isEqualTo(new Decision.Reject(never));
        }

        @Test
        void isNotEveryone() {
            assertThat(decide(Optional.empty())).isEqualTo(Decision.ACCEPT);
        }
    }
}
