package org.pabal.core.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.core.routing.TableResolver.ip;

import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.routing.TableResolver;
import org.pabal.core.spf.SpfResult.Code;

/** RFC 7208, with the zone of its appendix A and more. */
class SpfCheckTest {
    private static final String PEER = "192.0.2.129";

    private final TableResolver dns = new TableResolver()
            .has("example.com", "MX", "10 mail-a.example.com")
            .has("example.com", "MX", "20 mail-b.example.com")
            .has("example.com", "A", "192.0.2.10")
            .has("example.com", "A", "192.0.2.11")
            .has("amy.example.com", "A", "192.0.2.65")
            .has("bob.example.com", "A", "192.0.2.66")
            .has("mail-a.example.com", "A", "192.0.2.129")
            .has("mail-b.example.com", "A", "192.0.2.130")
            .has("mail-b.example.com", "AAAA", "2001:db8::130")
            .has("10.2.0.192.in-addr.arpa", "PTR", "example.com")
            .has("65.2.0.192.in-addr.arpa", "PTR", "amy.example.com")
            .has("140.2.0.192.in-addr.arpa", "PTR", "bad.example.com")
            .has("joe._spf.example.com", "A", "127.0.0.2");

    private SpfResult check(String peer, String record) {
        dns.has("sender.test", "TXT", "something else").has("sender.test", "TXT", record);
        return result(peer, "joe@sender.test");
    }

    private SpfResult result(String peer, String sender) {
        SpfCheck.Subject subject =
                new SpfCheck.Subject(ip(peer), sender, "hello.test", "mx.local.test", Instant.ofEpochSecond(9));
        return new SpfCheck(dns, subject).result();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.129, v=spf1 +all, PASS",
        "192.0.2.129, V=SPF1, NEUTRAL",
        "192.0.2.129, v=spf10 -all, NONE",
        "192.0.2.10, v=spf1 a:example.com -all, PASS",
        "192.0.2.9, v=spf1 a:example.com -all, FAIL",
        "192.0.2.9, v=spf1 a:example.com/28 ~all, PASS",
        "192.0.2.129, v=spf1 mx:example.com ~all, PASS",
        "192.0.2.131, v=spf1 mx:example.com ~all, SOFTFAIL",
        "192.0.2.131, v=spf1 mx:example.com/30 ~all, PASS",
        "2001:db8::130, v=spf1 mx:example.com -all, PASS",
        "2001:db8::131, v=spf1 mx:example.com -all, FAIL",
        "2001:db8::131, v=spf1 mx:example.com//126 -all, PASS",
        "2001:db8::131, v=spf1 mx:example.com/24//124 -all, PASS",
        "192.0.2.129, v=spf1 ip4:192.0.2.128/28 -all, PASS",
        "192.0.2.65, v=spf1 ip4:192.0.2.128/28 ?all, NEUTRAL",
        "192.0.2.65, v=spf1 ip4:0.0.0.0/0 -all, PASS",
        "2001:db8::5, v=spf1 ip4:0.0.0.0/0 -all, FAIL",
        "2001:db8::5, v=spf1 ip6:2001:db8::/32 -all, PASS",
        "2001:db9::5, v=spf1 ip6:2001:db8::/32 -all, FAIL",
        "192.0.2.65, v=spf1 ptr:example.com -all, PASS",
        "192.0.2.140, v=spf1 ptr:example.com -all, FAIL",
        "192.0.2.1, v=spf1 exists:%{l}._spf.example.com -all, PASS",
        "192.0.2.1, v=spf1 exists:%{o}._spf.example.com -all, FAIL",
        "192.0.2.1, v=spf1 -EXISTS:%{L1R}._spf.Example.com, FAIL",
        "192.0.2.1, v=spf1 unknown=%{i} ~all, SOFTFAIL"
    })
    void mechanismsMatch(String peer, String record, Code code) {
        assertThat(check(peer, record).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1 -foo",
                "v=spf1 all:x",
                "v=spf1 include",
                "v=spf1 exists:",
                "v=spf1 ip4:192.0.2.1/33 -all",
                "v=spf1 ip4:192.0.2.1/08 -all",
                "v=spf1 ip4:mail.example.com",
                "v=spf1 ip6:192.0.2.1",
                "v=spf1 a:%{x}.test",
                "v=spf1 a:%{c}.test",
                "v=spf1 a:100%.test",
                "v=spf1 a:%{d0}.test",
                "v=spf1 a:nodots",
                "v=spf1 redirect=a.test redirect=b.test",
                "v=spf1 exp=a.test exp=b.test",
                "v=spf1 redirect=none.test",
                "v=spf1 include:none.test"
            })
    void whatIsWrongIsAPermanentError(String record) {
        assertThat(check(PEER, record).code()).isEqualTo(Code.PERMERROR);
    }

    @Test
    void anIncludeMatchesByPassAlone() {
        dns.has("in.test", "TXT", "v=spf1 ip4:192.0.2.129 -all");
        assertThat(check("192.0.2.1", "v=spf1 include:in.test ~all").code()).isEqualTo(Code.SOFTFAIL);
        assertThat(result(PEER, "joe@sender.test").code()).isEqualTo(Code.PASS);
    }

    @Test
    void aRedirectTakesTheOthersResult() {
        dns.has("other.test", "TXT", "v=spf1 a:amy.example.com -all");
        assertThat(check("192.0.2.65", "v=spf1 redirect=other.test").code()).isEqualTo(Code.PASS);
        assertThat(result("192.0.2.1", "joe@sender.test").code()).isEqualTo(Code.FAIL);
    }

    @Test
    void aRedirectAfterAllIsIgnored() {
        assertThat(check(PEER, "v=spf1 redirect=none.test ?all").code()).isEqualTo(Code.NEUTRAL);
    }

    @Test
    void tenLookupsAreAllowedAndElevenAreNot() {
        String ten = "a:example.com ".repeat(10);
        assertThat(check("203.0.113.1", "v=spf1 " + ten + "-all").code()).isEqualTo(Code.FAIL);
        dns.has("eleven.test", "TXT", "v=spf1 " + ten + "a:example.com -all");
        assertThat(result("203.0.113.1", "joe@eleven.test").code()).isEqualTo(Code.PERMERROR);
    }

    @Test
    void aLoopEnds() {
        assertThat(check(PEER, "v=spf1 include:sender.test -all").code()).isEqualTo(Code.PERMERROR);
    }

    @Test
    void twoVoidLookupsAreAllowedAndThreeAreNot() {
        assertThat(check(PEER, "v=spf1 a:x1.test a:x2.test -all").code()).isEqualTo(Code.FAIL);
        dns.has("three.test", "TXT", "v=spf1 a:x1.test a:x2.test exists:x3.test -all");
        assertThat(result(PEER, "joe@three.test").code()).isEqualTo(Code.PERMERROR);
    }

    @Test
    void moreThanTenExchangersAreAPermanentError() {
        for (int i = 0; i < 11; i++) {
            dns.has("many.test", "MX", i + " mail-a.example.com");
        }
        assertThat(check("203.0.113.1", "v=spf1 mx:many.test -all").code()).isEqualTo(Code.PERMERROR);
    }

    @Test
    void twoRecordsAreAPermanentError() {
        dns.has("sender.test", "TXT", "v=spf1 -all");
        assertThat(check(PEER, "v=spf1 +all").code()).isEqualTo(Code.PERMERROR);
    }

    @Test
    void troubleOfTheDnsIsATemporaryError() {
        dns.fails("down.test");
        assertThat(check(PEER, "v=spf1 include:down.test -all").code()).isEqualTo(Code.TEMPERROR);
        assertThat(result(PEER, "joe@down.test").code()).isEqualTo(Code.TEMPERROR);
    }

    @Test
    void aSenderWithoutDomainOrRecordHasNoResult() {
        assertThat(result(PEER, "joe@[192.0.2.1]").code()).isEqualTo(Code.NONE);
        assertThat(result(PEER, "postmaster@localhost").code()).isEqualTo(Code.NONE);
        assertThat(result(PEER, "joe@example.com").code()).isEqualTo(Code.NONE);
    }

    @Test
    void theExplanationIsTheSendersAndHarmless() {
        dns.has("why.sender.test", "TXT", "%{i} may not send for %{o}, says %{r} at %{t}%_%%%-%{L}");
        SpfResult fail = check(PEER, "v=spf1 -all exp=why.%{d}");
        assertThat(fail.explanation())
                .isEqualTo("192.0.2.129 may not send for sender.test, says mx.local.test at 9 %%20joe");

        dns.has("evil.test", "TXT", "v=spf1 -all exp=e.test").has("e.test", "TXT", "a\r\n250 ok");
        assertThat(result(PEER, "joe@evil.test").explanation()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%{s} | strong-bad@email.example.com",
                "%{o} | email.example.com",
                "%{d4} | email.example.com",
                "%{d2} | example.com",
                "%{d1} | com",
                "%{dr} | com.example.email",
                "%{d2r} | example.email",
                "%{l} | strong-bad",
                "%{l-} | strong.bad",
                "%{lr} | strong-bad",
                "%{lr-} | bad.strong",
                "%{l1r-} | strong",
                "%{ir}.%{v}._spf.%{d2} | 3.2.0.192.in-addr._spf.example.com",
                "%{lr-}.lp._spf.%{d2} | bad.strong.lp._spf.example.com",
                "%{d2}.trusted-domains.example.net | example.com.trusted-domains.example.net",
                "%{S} | strong-bad%40email.example.com"
            })
    void macrosAreTheOnesOfTheStandard(String spec, String expanded) throws SpfTrouble {
        SpfMacro macros = new SpfMacro(ip("192.0.2.3"), "strong-bad@email.example.com", "h.test", "email.example.com");
        assertThat(macros.expand(spec, "", 0)).isEqualTo(expanded);
    }

    @Test
    void anIpv6AddressIsNibbles() throws SpfTrouble {
        SpfMacro macros = new SpfMacro(ip("2001:db8::cb01"), "a@b.test", "h.test", "b.test");
        assertThat(macros.expandDomain("%{ir}.%{v}._spf.%{d}"))
                .isEqualTo("1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.b.test");
    }

    @Test
    void aLongNameLosesLabelsFromTheLeft() throws SpfTrouble {
        String local = "x.".repeat(130) + "y";
        SpfMacro macros = new SpfMacro(ip(PEER), local + "@b.test", "h.test", "b.test");
        assertThat(macros.expandDomain("%{l}.b.test"))
                .hasSizeLessThanOrEqualTo(253)
                .endsWith(".x.y.b.test");
    }

    /** Each as large as a DNS message can carry, of a domain whose owner wants our processor. */
    @Nested
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    class AHugeRecordCostsLittle {
        private static final int LARGEST = 60_000;
        private final String domain = "a.".repeat(120) + "test";

        private Code code(String term) {
            dns.has(domain, "TXT", "v=spf1 " + term + " -all");
            return result(PEER, "joe@" + domain).code();
        }

        @Test
        void ofMacros() {
            assertThat(code("exists:" + "%{d}".repeat(LARGEST / 4) + ".x.test")).isEqualTo(Code.FAIL);
        }

        @Test
        void withALabelThatEndsBadly() {
            assertThat(code("a:x." + "a".repeat(LARGEST) + "!")).isEqualTo(Code.PERMERROR);
        }

        @Test
        void withAnAddressThatEndsBadly() {
            assertThat(code("ip6:" + ":".repeat(LARGEST) + "!")).isEqualTo(Code.PERMERROR);
        }

        @Test
        void withAWordThatEndsBadly() {
            assertThat(code("a".repeat(LARGEST) + "\n")).isEqualTo(Code.PERMERROR);
        }
    }
}
