package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.routing.RecipientRewriter.Rewritten;

class RecipientRewriterTest {
    private static final RecipientRewriter REWRITER = new RecipientRewriter(
            new DomainName("Env.test"),
            List.of("local.test", "LOCALHOST", "both.test"),
            List.of("hack.test", "local.test"),
            Map.of(
                    "virtual.test", "virtual",
                    "Boss@virtual.test", "boss",
                    "user@both.test", "never",
                    ".sub.test", "sub",
                    "out.sub.test", "",
                    "deep.out.sub.test", "deep",
                    "other@out.sub.test", "joe",
                    "nobody@virtual.test", "",
                    ".far.sub.test", "",
                    "[192.0.2.9]", "literal"));

    private static final RecipientRewriter CATCH_ALL = new RecipientRewriter(
            new DomainName("env.test"), List.of("local.test"), List.of(), Map.of("", "uucp", "free.test", ""));

    private static String rewritten(RecipientRewriter rewriter, String recipient) {
        Rewritten rewritten = rewriter.rewrite(EmailAddress.require(recipient));
        return rewritten.channel() + " " + rewritten.address();
    }

    @ParameterizedTest
    @CsvSource({
        // locals, without regard to case; the address itself keeps its case
        "user@local.test, LOCAL user@local.test",
        "User@LOCAL.test, LOCAL User@LOCAL.test",
        "user@localhost, LOCAL user@localhost",
        "user@sub.local.test, REMOTE user@sub.local.test",
        // locals beat virtualdomains, even a single address there
        "user@both.test, LOCAL user@both.test",
        // virtualdomains: address, domain, suffixes
        "joe@virtual.test, LOCAL virtual-joe@virtual.test",
        "Joe@VIRTUAL.test, LOCAL virtual-Joe@VIRTUAL.test",
        "boss@virtual.test, LOCAL boss-boss@virtual.test",
        "BOSS@virtual.test, LOCAL boss-BOSS@virtual.test",
        "a@x.sub.test, LOCAL sub-a@x.sub.test",
        "a@y.x.sub.test, LOCAL sub-a@y.x.sub.test",
        "a@sub.test, REMOTE a@sub.test",
        // an empty prefix is an exception
        "a@out.sub.test, REMOTE a@out.sub.test",
        "a@deep.out.sub.test, LOCAL deep-a@deep.out.sub.test",
        "other@out.sub.test, LOCAL joe-other@out.sub.test",
        "nobody@virtual.test, REMOTE nobody@virtual.test",
        // the longest suffix counts, and an empty prefix ends the search there
        "a@x.far.sub.test, REMOTE a@x.far.sub.test",
        "a@far.sub.test, LOCAL sub-a@far.sub.test",
        "a@[192.0.2.9], LOCAL literal-a@[192.0.2.9]",
        // percent hack, repeated
        "user%ext.test@hack.test, REMOTE user@ext.test",
        "user%virtual.test@hack.test, LOCAL virtual-user@virtual.test",
        "user%ext.test%local.test@hack.test, REMOTE user@ext.test",
        "a%b%ext.test@hack.test, REMOTE a%b@ext.test",
        // its domain is looked up anew: as one to hack again, in locals, in virtualdomains
        "a%ext.test%hack.test@HACK.test, REMOTE a@ext.test",
        "a%both.test@hack.test, LOCAL a@both.test",
        "boss%virtual.test@hack.test, LOCAL boss-boss@virtual.test",
        "a%local.test@hack.test, LOCAL a@local.test",
        "user@hack.test, REMOTE user@hack.test",
        "user%ext.test@virtual.test, LOCAL virtual-user%ext.test@virtual.test",
        // nothing of ours
        "user@ext.test, REMOTE user@ext.test",
        "user@[192.0.2.1], REMOTE user@[192.0.2.1]",
    })
    void followsQmailSendsOrder(String recipient, String expected) {
        assertThat(rewritten(REWRITER, recipient)).isEqualTo(expected);
    }

    @Test
    void anEmptyPrefixForTheEmptyKeyLeavesTheRestRemote() {
        RecipientRewriter nothing =
                new RecipientRewriter(new DomainName("env.test"), List.of(), List.of(), Map.of("", ""));

        assertThat(rewritten(nothing, "user@ext.test")).isEqualTo("REMOTE user@ext.test");
    }

    /** qmail-send: rewrite, for an address that has no domain at first. */
    @ParameterizedTest
    @CsvSource({
        "joe, LOCAL joe@both.test",
        "joe%ext.test, LOCAL joe%ext.test@both.test",
    })
    void envnoathostComesBeforeTheRest(String typed, String expected) {
        RecipientRewriter rewriter = new RecipientRewriter(
                new DomainName("both.test"), List.of("both.test"), List.of("hack.test"), Map.of("joe@both.test", "x"));

        assertThat(rewritten(rewriter, rewriter.qualify(typed).text())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "user@ext.test, LOCAL uucp-user@ext.test",
        "user@local.test, LOCAL user@local.test",
        "user@free.test, REMOTE user@free.test",
    })
    void theEmptyKeyTakesTheRest(String recipient, String expected) {
        assertThat(rewritten(CATCH_ALL, recipient)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"user%@hack.test", "'user%b c@hack.test'", "user%.x@hack.test", "'user%[1.2@hack.test'"})
    void aPercentHackThatLeavesNoAddressIsNone(String recipient) {
        assertThat(rewritten(REWRITER, recipient)).isEqualTo("REMOTE " + recipient);
    }

    @Nested
    class Prefixes {
        @ParameterizedTest
        @CsvSource({
            "virtual-joe@virtual.test, joe@virtual.test",
            "sub-a@x.sub.test, a@x.sub.test",
            // that of a single address is shown, as qmail-send does
            "boss-boss@virtual.test, boss-boss@virtual.test",
            // case counts here
            "Virtual-joe@virtual.test, Virtual-joe@virtual.test",
            "other-joe@virtual.test, other-joe@virtual.test",
            "user@local.test, user@local.test",
        })
        void areCutOffForABounce(String rewritten, String shown) {
            assertThat(REWRITER.withoutPrefix(EmailAddress.require(rewritten))).isEqualTo(shown);
        }

        @Test
        void ofTheEmptyKeyTooAreCutOff() {
            assertThat(CATCH_ALL.withoutPrefix(EmailAddress.require("uucp-user@ext.test")))
                    .isEqualTo("user@ext.test");
        }
    }

    @Property(tries = 200)
    void aBounceShowsTheRecipientAsItWasWritten(@ForAll @AlphaChars @StringLength(min = 1, max = 60) String local) {
        EmailAddress recipient = EmailAddress.require(local + "@x.sub.test");

        assertThat(REWRITER.withoutPrefix(REWRITER.rewrite(recipient).address()))
                .isEqualTo(recipient.text());
    }

    @ParameterizedTest
    @CsvSource({
        "a@local.test, true",
        "a@virtual.test, true",
        "a@x.sub.test, true",
        "a@sub.test, false",
        "a@out.sub.test, false",
        "OTHER@out.sub.test, true",
        "a@ext.test, false",
        "a@xlocal.test, false",
    })
    void oursAreLocalsAndWhatVirtualdomainsNames(String recipient, boolean ours) {
        assertThat(REWRITER.isOurs(EmailAddress.require(recipient))).isEqualTo(ours);
    }

    @Test
    void catchingTheRestOfTheWorldDoesNotMakeItOurs() {
        assertThat(CATCH_ALL.isOurs(EmailAddress.require("a@ext.test"))).isFalse();
    }

    @Test
    void anAddressWithoutDomainGetsEnvnoathost() {
        assertThat(REWRITER.qualify("joe")).hasToString("joe@Env.test");
        assertThat(REWRITER.qualify("joe@ext.test")).hasToString("joe@ext.test");
        assertThatThrownBy(() -> REWRITER.qualify("joe@")).isInstanceOf(IllegalArgumentException.class);
    }
}
