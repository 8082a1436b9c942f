package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.LocalPart;
import org.pabal.core.queue.Channel;
import org.pabal.core.routing.DomainTable;
import org.pabal.core.routing.RecipientRewriter;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.SessionTerms;

class RelayPolicyTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final DomainName ME = new DomainName("mx.local.test");
    private static final List<String> LOCALS = List.of("local.test", "mx.local.test");
    private static final Map<String, String> VIRTUAL = Map.of(
            "virtual.test", "virtual",
            ".sub.test", "sub",
            "one@single.test", "one",
            "out.sub.test", "",
            "", "uucp");

    private static RecipientRewriter rewriter(List<String> percentHack) {
        return new RecipientRewriter(ME, LOCALS, percentHack, VIRTUAL);
    }

    private static RelayPolicy withoutRcpthosts() {
        return new RelayPolicy(ME, Optional.empty(), rewriter(List.of()));
    }

    private static RelayPolicy withRcpthosts(String... hosts) {
        return new RelayPolicy(ME, Optional.of(DomainTable.of(List.of(hosts))), rewriter(List.of()));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static SessionTerms terms(Optional<String> relaySuffix) {
        Peer peer = new Peer("smtp", LOOPBACK, 40_000, LOOPBACK, 25, Optional.of("localhost"));
        return new SessionTerms(peer, "mx.local.test", relaySuffix, 0, 100, false, Optional.empty());
    }

    private static boolean strangerMayName(RelayPolicy policy, String recipient) {
        return policy.decide(terms(Optional.empty()), EmailAddress.require(recipient)) instanceof Decision.Accept;
    }

    @Test
    void theRefusalIsQmails() {
        Decision decision = withoutRcpthosts().decide(terms(Optional.empty()), EmailAddress.require("user@ext.test"));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Reject.class,
                        reject -> assertThat(reject.reply())
                                .hasToString("553 5.7.1 sorry, that domain isn't in my list of allowed rcpthosts"));
    }

    @Nested
    class ARelayClient {
        @ParameterizedTest
        @ValueSource(strings = {"", "@fixme"})
        void mayNameTheWorldWhateverTheSuffix(String suffix) {
            assertThat(withRcpthosts().decide(terms(Optional.of(suffix)), EmailAddress.require("user@ext.test")))
                    .isEqualTo(Decision.ACCEPT);
        }
    }

    @Nested
    class WithoutRcpthosts {
        @ParameterizedTest
        @CsvSource({
            "a@local.test, true",
            "a@LOCAL.TEST, true",
            "a@virtual.test, true",
            "a@x.sub.test, true",
            "one@single.test, true",
            "ONE@single.test, true",
            "two@single.test, false",
            "a@sub.test, false",
            "a@out.sub.test, false",
            "a@ext.test, false",
            "a@sub.local.test, false",
            "a@xlocal.test, false",
            "a@local.test.ext.test, false",
        })
        void onlyOurOwnDomainsAreOpen(String recipient, boolean open) {
            // T-ACL 144
            assertThat(strangerMayName(withoutRcpthosts(), recipient)).isEqualTo(open);
        }
    }

    @Nested
    class WithRcpthosts {
        @ParameterizedTest
        @CsvSource({
            "a@b.c.test, true",
            "a@x.b.c.test, false",
            "a@d.test, false",
            "a@x.d.test, true",
            "a@y.x.D.test, true",
            "a@xd.test, false",
            "a@local.test, false",
        })
        void theListAloneCounts(String recipient, boolean open) {
            assertThat(strangerMayName(withRcpthosts("B.c.test", ".d.test"), recipient))
                    .isEqualTo(open);
        }

        @Test
        void anEmptyListIsOpenToNobody() {
            // T-ACL 144
            assertThat(strangerMayName(withRcpthosts(), "a@local.test")).isFalse();
        }

        @Test
        void thePostmasterOfOurHostIsAlwaysOpen() {
            // T-ADR 102
            assertThat(strangerMayName(withRcpthosts(), "Postmaster@mx.local.test"))
                    .isTrue();
            assertThat(strangerMayName(withRcpthosts(), "postmaster@local.test"))
                    .isFalse();
        }
    }

    /** Local part and domain as they stand after parsing; what is no address at all is refused by the parser. */
    @Nested
    class OpenRelayBattery {
        private static final LocalIpHost OWN = new LocalIpHost(ME, Set.of(address("192.0.2.1")));

        @ParameterizedTest(name = "{0}: {1} at {2}")
        @CsvSource({
            "112-117, user, ext.test",
            "118, user@ext.test, ext.test",
            "118, user@ext.test, mx.local.test",
            "120, user%ext.test, [192.0.2.1]",
            "121, user%ext.test, mx.local.test",
            "122, user%ext.test, local.test",
            "124-126, user, ext.test",
            "128, ext.test!user, local.test",
            "128, ext.test!user, [192.0.2.1]",
            "129, local.test!ext.test!user, mx.local.test",
            "130, user@ext.test, local.test",
            "130, user@ext.test, [192.0.2.1]",
            "132, user, ext.test.local.test",
            "133, user, local.test.ext.test",
            "133, user, xlocal.test",
            "134, user, [192.0.2.9]",
            "134, user%ext.test%mx.local.test, local.test",
            "134, user%ext.test%[192.0.2.1], local.test",
        })
        void refusesOrDeliversHere(String row, String local, String domain) {
            // T-RLY 112-134
            Domain written = EmailAddress.require("x@" + domain).domain();
            EmailAddress recipient = OWN.replaceIn(new EmailAddress(new LocalPart(local), written));

            for (List<String> percentHack : List.of(List.<String>of(), LOCALS)) {
                RecipientRewriter rewriter = rewriter(percentHack);
                for (RelayPolicy policy : List.of(
                        new RelayPolicy(ME, Optional.empty(), rewriter),
                        new RelayPolicy(ME, Optional.of(DomainTable.of(LOCALS)), rewriter))) {
                    boolean accepted = policy.decide(terms(Optional.empty()), recipient) instanceof Decision.Accept;

                    assertThat(!accepted || rewriter.rewrite(recipient).channel() == Channel.LOCAL)
                            .as("%s with percenthack %s", recipient, percentHack)
                            .isTrue();
                }
            }
        }

        @Test
        void aPercentHackIsNoWayRoundRcpthosts() {
            // T-ADR 94
            RelayPolicy policy = new RelayPolicy(ME, Optional.of(DomainTable.of(LOCALS)), rewriter(LOCALS));

            assertThat(strangerMayName(policy, "user%ext.test@local.test")).isFalse();
            assertThat(strangerMayName(policy, "user%mx.local.test@local.test")).isTrue();
        }

        @Test
        void aSuffixInRcpthostsOpensOnlyWhatIsBelowIt() {
            // T-RLY 132, 133
            assertThat(strangerMayName(withRcpthosts(".local.test"), "user@ext.test.local.test"))
                    .isTrue();
            assertThat(strangerMayName(withRcpthosts(".local.test"), "user@ext.test"))
                    .isFalse();
            assertThat(strangerMayName(withRcpthosts(".local.test"), "user@xlocal.test"))
                    .isFalse();
        }
    }

    @Provide
    Arbitrary<String> localParts() {
        return Arbitraries.of("user", "%", "@", "!", "ext.test", "local.test", "virtual.test", "sub.test", ".", "one")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> domains() {
        return Arbitraries.of(
                "local.test", "mx.local.test", "virtual.test", "x.sub.test", "out.sub.test", "single.test", "ext.test");
    }

    @Property
    void whatAStrangerMayNameIsDeliveredHere(
            @ForAll("localParts") String local, @ForAll("domains") String domain, @ForAll boolean hack) {
        RecipientRewriter rewriter = rewriter(hack ? List.of("local.test", "virtual.test", "x.sub.test") : List.of());
        RelayPolicy policy = new RelayPolicy(ME, Optional.empty(), rewriter);
        EmailAddress recipient = new EmailAddress(new LocalPart(local), new DomainName(domain));

        if (policy.decide(terms(Optional.empty()), recipient) instanceof Decision.Accept) {
            EmailAddress meant = rewriter.withoutPercent(recipient);
            assertThat(rewriter.rewrite(recipient).channel()).isEqualTo(Channel.LOCAL);
            assertThat(rewriter.rewrite(recipient).address().local().text()).doesNotStartWith("uucp-");
            assertThat(rewriter.isOurs(meant)).isTrue();
        }
    }
}
