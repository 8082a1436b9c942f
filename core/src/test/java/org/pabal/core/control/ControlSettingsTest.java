package org.pabal.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.bounce.BounceFormat;
import org.pabal.core.policy.RemoteHost;
import org.pabal.core.queue.Channel;
import org.pabal.core.routing.Route;
import org.pabal.core.routing.TableResolver;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpReply;

class ControlSettingsTest {
    private static ControlSettings settings(String... namesAndTexts) {
        Map<String, String> texts = new HashMap<>(Map.of("me", "mx.test\n"));
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return ControlSettings.require(texts);
    }

    @Nested
    class OnlyMe {
        private final ControlSettings settings = settings();

        @Test
        void theNamesFollowIt() {
            assertThat(settings.me()).hasToString("mx.test");
            assertThat(settings.smtpGreeting()).isEqualTo("mx.test");
            assertThat(settings.heloHost()).hasToString("mx.test");
            assertThat(settings.localIpHost()).hasToString("Optional[mx.test]");
            assertThat(settings.envNoAtHost()).hasToString("mx.test");
            assertThat(settings.bounceHost()).isEqualTo("mx.test");
            assertThat(settings.doubleBounceTo()).hasToString("postmaster@mx.test");
        }

        @Test
        void theNumbersAreQmails() {
            assertThat(settings.databytes()).isZero();
            assertThat(settings.timeoutSmtpd()).isEqualTo(Duration.ofMinutes(20));
            assertThat(settings.timeoutConnect()).isEqualTo(Duration.ofMinutes(1));
            assertThat(settings.timeoutRemote()).isEqualTo(Duration.ofMinutes(20));
            assertThat(settings.queueLifetime()).isEqualTo(Duration.ofDays(7));
            assertThat(settings.concurrencyLocal()).isEqualTo(10);
            assertThat(settings.concurrencyRemote()).isEqualTo(20);
            assertThat(settings.bounceFrom()).isEqualTo("MAILER-DAEMON");
        }

        @Test
        void itIsTheOneLocalDomain() {
            assertThat(settings.recipientRewriter()
                            .rewrite(EmailAddress.require("joe@mx.test"))
                            .channel())
                    .isEqualTo(Channel.LOCAL);
            assertThat(settings.recipientRewriter()
                            .rewrite(EmailAddress.require("joe@ext.test"))
                            .channel())
                    .isEqualTo(Channel.REMOTE);
        }

        @ParameterizedTest
        @CsvSource({
            "me, mx.test",
            "locals, mx.test",
            "helohost, mx.test",
            "defaultdomain, mx.test",
            "concurrencyremote, 20",
            "queuelifetime, 604800",
            "doublebounceto, postmaster",
            "remotehost, rules",
            "bounceformat, report",
            "dnsbl,",
            "rcpthosts,",
            "virtualdomains,",
            "nosuchsetting,",
        })
        void listingsShowWhatCounts(String name, String value) {
            assertThat(settings.describe(name)).isEqualTo(Optional.ofNullable(value));
        }
    }

    @Test
    void listingsLeaveOutWhatDoesNotCount() {
        ControlSettings settings = settings("locals", "# ours\na.test \n\nb.test", "databytes", "0010\n");

        assertThat(settings.describe("locals")).contains("a.test\nb.test");
        assertThat(settings.describe("databytes")).contains("10");
    }

    @Test
    void everySettingIsReadWhereItBelongs() {
        ControlSettings settings = settings(
                "smtpgreeting",
                "mx.test Pabal",
                "helohost",
                "out.test",
                "localiphost",
                "",
                "databytes",
                "1000000",
                "timeoutsmtpd",
                "30",
                "timeoutconnect",
                "5",
                "timeoutremote",
                "40",
                "queuelifetime",
                "3600",
                "concurrencylocal",
                "0",
                "concurrencyremote",
                "500",
                "bouncefrom",
                "Bounces",
                "bouncehost",
                "b.test",
                "doublebounceto",
                "",
                "doublebouncehost",
                "db.test",
                "envnoathost",
                "env.test");

        assertThat(settings.smtpGreeting()).isEqualTo("mx.test Pabal");
        assertThat(settings.heloHost()).hasToString("out.test");
        assertThat(settings.localIpHost()).isEmpty();
        assertThat(settings.databytes()).isEqualTo(1_000_000);
        assertThat(settings.timeoutSmtpd()).hasSeconds(30);
        assertThat(settings.timeoutConnect()).hasSeconds(5);
        assertThat(settings.timeoutRemote()).hasSeconds(40);
        assertThat(settings.queueLifetime()).hasSeconds(3_600);
        assertThat(settings.concurrencyLocal()).isZero();
        assertThat(settings.concurrencyRemote()).isEqualTo(500);
        assertThat(settings.bounceFrom()).isEqualTo("Bounces");
        assertThat(settings.bounceHost()).isEqualTo("b.test");
        assertThat(settings.doubleBounceTo()).hasToString("@db.test");
        assertThat(settings.recipientRewriter().qualify("joe")).hasToString("joe@env.test");
    }

    @Test
    void routesAndUnwelcomeSendersAreRead() {
        ControlSettings settings =
                settings("smtproutes", "# all out\n:relay.test:2525\n", "badmailfrom", "@bad.test\n");

        assertThat(settings.smtpRoutes()
                        .routeFor(EmailAddress.require("a@ext.test").domain()))
                .isEqualTo(new Route.Smarthost("relay.test", 2_525));
        assertThat(settings.senderPolicy().decide(ReversePath.require("a@bad.test")))
                .isInstanceOf(Decision.Reject.class);
    }

    @Test
    void formOfBouncesIsRead() {
        assertThat(settings().bounceFormat()).isEqualTo(BounceFormat.REPORT);
        assertThat(settings("bounceformat", "qsbmf\n").bounceFormat()).isEqualTo(BounceFormat.QSBMF);
    }

    @Test
    void whatIsAskedAboutPeersIsRead() {
        ControlSettings settings =
                settings("remotehost", "paranoid\n", "dnsbl", "# first\nallow good.test\nreject bl.test\n");
        TableResolver dns = new TableResolver().has("7.2.0.192.bl.test", "TXT", "Blocked");

        assertThat(settings.remoteHost()).isEqualTo(RemoteHost.PARANOID);
        assertThat(settings().remoteHost()).isEqualTo(RemoteHost.RULES);
        assertThat(settings.blockPolicy()
                        .judge(TableResolver.ip("192.0.2.7"), Map.of(), dns)
                        .refusal())
                .contains(SmtpReply.of(553, "5.7.1", "Blocked"));
        assertThat(settings.describe("dnsbl")).contains("allow good.test\nreject bl.test");
    }

    /** What qmail-smtpd and qmail-send make of the same files (qmail-smtpd: addrallowed; qmail-send: rewrite). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -            | more.test    | -         | a@more.test            | 553
            -            | -            | -         | a@mx.test              | ok
            listed.test  | -            | -         | a@listed.test          | ok
            listed.test  | -            | -         | a@mx.test              | 553
            listed.test  | more.test    | -         | a@more.test            | ok
            listed.test  | more.test    | -         | a@MORE.test            | ok
            listed.test  | .more.test   | -         | a@b.c.more.test        | ok
            listed.test  | .more.test   | -         | a@more.test            | 553
            .listed.test | -            | -         | a@x.listed.test        | ok
            .listed.test | -            | -         | a@listed.test          | 553
            ''           | more.test    | -         | a@more.test            | ok
            ''           | -            | -         | a@mx.test              | 553
            mx.test      | -            | -         | a%ext.test@mx.test     | ok
            mx.test      | -            | mx.test   | a%ext.test@mx.test     | 553
            mx.test      | -            | mx.test   | a%mx.test@mx.test      | ok
            mx.test      | -            | other.test | a%ext.test@mx.test    | ok
            """)
    void whomStrangersMayWriteToIsReadFromItsThreeSettings(
            @Nullable String rcpthosts,
            @Nullable String morercpthosts,
            @Nullable String percenthack,
            String recipient,
            String outcome) {
        Map<String, String> texts = new HashMap<>(Map.of("me", "mx.test"));
        Map<String, String> given = new HashMap<>();
        given.put("rcpthosts", rcpthosts);
        given.put("morercpthosts", morercpthosts);
        given.put("percenthack", percenthack);
        given.forEach((name, text) -> {
            if (text != null) {
                texts.put(name, text);
            }
        });
        InetAddress here = InetAddress.getLoopbackAddress();
        SessionTerms stranger = new SessionTerms(
                new Peer("smtp", here, 40_000, here, 25, Optional.empty()),
                "mx.test",
                Optional.empty(),
                0,
                100,
                false,
                Optional.empty());

        Decision decision =
                ControlSettings.require(texts).relayPolicy().decide(stranger, EmailAddress.require(recipient));

        assertThat(
                        decision instanceof Decision.Reject reject
                                ? "" + reject.reply().code()
                                : "ok")
                .isEqualTo(outcome);
    }

    @Test
    void theLastVirtualDomainOfAKeyCounts() {
        ControlSettings settings = settings("virtualdomains", "v.test:first\nV.test:last\n");

        assertThat(settings.recipientRewriter()
                        .rewrite(EmailAddress.require("joe@v.test"))
                        .address())
                .hasToString("last-joe@v.test");
    }

    @Nested
    class Problems {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                me                | 'a b'          | line 1: "a b" is refused
                me                | ''             | line 1: "" is refused
                concurrencylocal  | ten            | line 1: "ten" is refused: it is not a whole number
                concurrencyremote | -5             | it is not a whole number
                concurrencyremote | '20 at most'   | it is not a whole number
                concurrencyremote | ' 20'          | it is not a whole number
                concurrencyremote | ''             | it is not a whole number
                concurrencyremote | 10001          | it is out of range
                timeoutsmtpd      | 0              | it is out of range
                timeoutremote     | 86401          | it is out of range
                databytes         | 99999999999999999999 | it is out of range
                databytes         | ٣              | not US-ASCII
                locals            | .suffix.test   | each label
                percenthack       | a@b.test       | only letters
                badmailfrom       | bad.test       | it has no @
                bouncefrom        | a@b            | it has an @
                bouncefrom        | ''             | it is empty
                smtpgreeting      | ''             | 1 to 480 characters
                smtproutes        | ext.test       | it has no colon
                smtproutes        | ext.test:r:0   | it needs a port from 1 to 65535 after the relay
                smtproutes        | ext.test:a b   | it has "b" where an option like tls=encrypt should be
                smtproutes        | ext.test:a..b  | it names a relay that is neither
                smtproutes        | 'ext.test:r, q port=1' | it has the option "port=1"
                tlspolicy         | ext.test       | it has no colon
                tlspolicy         | ext.test:always | it has a policy that is not none, may, encrypt or verify
                tlspolicy         | a b:may        | only letters
                tlspolicy         | ext.test:may:a.test | names have a meaning after verify only
                relaypasswords    | r.test:ada:*   | it has * in place of the password
                virtualdomains    | v.test         | it has no colon
                virtualdomains    | 'a b:joe'      | only letters
                rcpthosts         | 'a.test b.test' | only letters
                qmqpservers       | mail.test      | it is not an IP address
                locals            | [300.1.2]      | it is not an IP address
                remotehost        | maybe          | it is none of these words
                bounceformat      | QSBMF          | it is none of these words
                remotehost        | ''             | it is none of these words
                dnsbl             | -r bl.test     | its first word is not allow, defer or reject
                dnsbl             | reject         | it is not a list, nor a word and a list
                dnsbl             | http://bl.test | only letters
                dnsbl             | defer-at       | its score is not a whole number from 1 to 100000
                mfcheck           | 2              | it is out of range
                systemusers       | yes            | it is not a whole number
                """)
        void sayWhatIsWrong(String name, String text, String part) {
            assertThat(ControlSettings.problem(name, text))
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith(name + " line 1: ")
                            .contains(part)
                            .contains("; allowed: ")
                            .contains("; default: "));
        }

        @Test
        void nameSettingLineRangeAndDefault() {
            assertThat(ControlSettings.problem("concurrencyremote", "many\n"))
                    .contains("concurrencyremote line 1: \"many\" is refused: it is not a whole number;"
                            + " allowed: 0 to 10000 deliveries; default: 20");
            assertThat(ControlSettings.problem("dnsbl", "bl.test\ndeny bl.test\n"))
                    .contains("dnsbl line 2: \"deny bl.test\" is refused:"
                            + " its first word is not allow, defer or reject, nor score;"
                            + " allowed: one DNS list a line, with allow, defer, reject or score and a weight before"
                            + " its name and return codes after it; without a word it is defer; defer-at or"
                            + " reject-at and a score; default: none, no list is asked");
            assertThat(ControlSettings.problem("rcpthosts", "# ours\na.test\n\nb_!\n"))
                    .contains("rcpthosts line 4: \"b_!\" is refused:"
                            + " a domain name has only letters, digits, '-', '_' and '.';"
                            + " allowed: one domain or .suffix a line;"
                            + " default: the domains of locals and virtualdomains");
        }

        @ParameterizedTest
        @ValueSource(strings = {"smtpgreeting", "bouncefrom", "doublebounceto", "me", "helohost", "timeoutsmtpd"})
        void refuseWhatCouldEndALineEarly(String name) {
            String good = name.equals("timeoutsmtpd") ? "60" : "good";

            assertThat(ControlSettings.problem(name, good)).isEmpty();
            for (String bad :
                    List.of("\r\nInjected: yes", "\nInjected: yes", "\r\n", "\r", "\0", "\u001b[2J", "\u0085")) {
                assertThat(ControlSettings.problem(name, good + bad))
                        .as("%s", bad)
                        .isPresent();
            }
        }

        @Test
        void pointAtTheSecondLine() {
            assertThat(ControlSettings.problem("me", "mx.test\n\nother.test\n"))
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("me line 3: \"other.test\" is refused: this setting has one line"));
        }

        @Test
        void ofCommentsAreOnlyNuls() {
            assertThat(ControlSettings.problem("locals", "# 우리 도메인\r\na.test\n"))
                    .isEmpty();
            assertThat(ControlSettings.problem("locals", "a.test\n# x\0y\n"))
                    .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("locals line 2: \"# x\\x00y\""));
            assertThat(ControlSettings.problem("locals", "a.test\r\n"))
                    .hasValueSatisfying(sentence -> assertThat(sentence).contains("carriage return"));
        }
    }

    @Property(tries = 500)
    void everyTextIsEitherReadOrRefusedWithASentence(@ForAll String text) {
        for (String name : ControlSettings.names()) {
            Optional<String> problem = ControlSettings.problem(name, text);
            if (problem.isEmpty()) {
                settings(name, text);
            } else {
                assertThat(problem.get()).startsWith(name + " line ").doesNotContain("\n", "\r");
            }
        }
    }

    @Nested
    class UnknownNames {
        @ParameterizedTest
        @CsvSource({
            "rcpthost, rcpthosts",
            "RCPTHOSTS, rcpthosts",
            "virtualdomain, virtualdomains",
            "concurencyremote, concurrencyremote",
            "timeout, timeoutsmtpd or timeoutremote or timeoutconnect",
        })
        void bringTheNearOnes(String name, String near) {
            assertThat(ControlSettings.problem(name, "x"))
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("there is no setting \"" + name + "\"; did you mean ")
                            .contains(near));
        }

        @Test
        void thatResembleNothingBringAll() {
            assertThat(ControlSettings.problem("zzzzzzzzzzzz", "x"))
                    .hasValueSatisfying(sentence ->
                            assertThat(sentence).contains("the settings are badmailfrom, badrcptto, bounceformat, "));
            assertThat(ControlSettings.problem("x".repeat(1_000_000), "x"))
                    .hasValueSatisfying(sentence -> assertThat(sentence).hasSizeLessThan(1_000));
        }

        @Test
        void makeAWholeSetBad() {
            assertThatThrownBy(() -> settings("rcpthost", "a.test"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no setting \"rcpthost\"; did you mean rcpthosts or morercpthosts?");
        }
    }

    @Test
    void passwordsAreNeverShown() {
        String text = "# pencil\nrelay.test:ada:pencil\n";

        assertThat(settings("relaypasswords", text).describe("relaypasswords")).contains("relay.test:ada:*\n");
        assertThat(ControlSettings.shown("relaypasswords", text)).isEqualTo("#\nrelay.test:ada:*\n");
        assertThat(ControlSettings.shown("locals", text)).isEqualTo(text);
        assertThat(ControlSettings.problem("relaypasswords", "pencil\n"))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("relaypasswords line 1: it is refused: it is not relay:user:password; allowed: ")
                        .doesNotContain("pencil"));
        assertThat(ControlSettings.problem("relaypasswords", "r:a:pencil\r\n"))
                .hasValueSatisfying(sentence -> assertThat(sentence).doesNotContain("pencil"));
    }

    @Test
    void withoutMeThereAreNoSettings() {
        assertThatThrownBy(() -> ControlSettings.require(Map.of("locals", "a.test")))
                .hasMessage("me is not set; allowed: a host name; default: none, it must be set");
    }

    @Test
    void theTableHasEverySettingOfQmailControl() {
        assertThat(ControlSettings.names())
                .hasSize(49)
                .contains("me", "badmailfrom", "idhost", "morercpthosts", "plusdomain", "qmqpservers", "defaulthost");
    }
}
