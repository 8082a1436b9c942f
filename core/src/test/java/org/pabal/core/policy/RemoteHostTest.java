package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pabal.core.routing.TableResolver.ip;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.access.AccessRules;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.ReversedAddress;
import org.pabal.core.routing.TableResolver;

class RemoteHostTest {
    private static final AccessRules HOST_RULES = AccessRules.require("=.corp.test:allow,RELAYCLIENT=\"\"\n");
    private static final AccessRules OTHER_RULES = AccessRules.require("10.:deny\n:allow\n");

    private final TableResolver dns = new TableResolver();

    private Optional<String> name(RemoteHost setting, String address) {
        return setting.find(ip(address), HOST_RULES, dns).name().map(DomainName::text);
    }

    private void pointsAt(String address, String name) {
        dns.has(ReversedAddress.pointer(ip(address)).text(), "PTR", name);
    }

    @Test
    void whoeverIsNotAskedForHasNoName() {
        pointsAt("192.0.2.7", "mail.corp.test");

        assertThat(name(RemoteHost.NO, "192.0.2.7")).isEmpty();
        assertThat(dns.questions()).isEmpty();
    }

    @Test
    void theNameIsInLowerCase() {
        pointsAt("192.0.2.7", "Mail.CORP.test");

        assertThat(name(RemoteHost.YES, "192.0.2.7")).contains("mail.corp.test");
        assertThat(dns.questions()).containsExactly("7.2.0.192.in-addr.arpa PTR");
    }

    @Test
    void theFirstOfSeveralNamesCounts() {
        pointsAt("192.0.2.7", "first.corp.test");
        pointsAt("192.0.2.7", "second.corp.test");
        dns.has("second.corp.test", "A", "192.0.2.7");

        assertThat(name(RemoteHost.YES, "192.0.2.7")).contains("first.corp.test");
        assertThat(name(RemoteHost.PARANOID, "192.0.2.7")).isEmpty();
    }

    @Nested
    class Paranoia {
        @Test
        void believesANameThatLeadsBack() {
            pointsAt("192.0.2.7", "mail.corp.test");
            dns.has("mail.corp.test", "A", "192.0.2.6").has("mail.corp.test", "A", "192.0.2.7");

            assertThat(name(RemoteHost.PARANOID, "192.0.2.7")).contains("mail.corp.test");
        }

        @Test
        void believesItOfIpv6Too() {
            pointsAt("2001:db8::7", "mail.corp.test");
            dns.has("mail.corp.test", "AAAA", "2001:db8::7").has("mail.corp.test", "A", "192.0.2.7");

            assertThat(name(RemoteHost.PARANOID, "2001:db8::7")).contains("mail.corp.test");
        }

        @Test
        void knowsAForgedName() {
            // T-ACL 145
            pointsAt("192.0.2.7", "mail.corp.test");
            dns.has("mail.corp.test", "A", "198.51.100.1");
            pointsAt("192.0.2.8", "localhost");
            dns.has("localhost", "A", "127.0.0.1");
            pointsAt("192.0.2.9", "gone.corp.test");

            assertThat(name(RemoteHost.PARANOID, "192.0.2.7")).isEmpty();
            assertThat(name(RemoteHost.PARANOID, "192.0.2.8")).isEmpty();
            assertThat(name(RemoteHost.PARANOID, "192.0.2.9")).isEmpty();
            assertThat(name(RemoteHost.YES, "192.0.2.7")).contains("mail.corp.test");
        }

        @Test
        void knowsNothingWhileTheDnsIsInTrouble() {
            pointsAt("192.0.2.7", "mail.corp.test");
            dns.fails("corp.test").fails("3.0.192.in-addr.arpa");

            assertThat(name(RemoteHost.PARANOID, "192.0.2.7")).isEmpty();
            assertThat(name(RemoteHost.PARANOID, "192.0.3.7")).isEmpty();
            assertThat(name(RemoteHost.YES, "192.0.3.7")).isEmpty();
            assertThat(RemoteHost.YES.find(ip("192.0.3.7"), HOST_RULES, dns).trouble())
                    .contains("host name: no answer");
            assertThat(RemoteHost.PARANOID
                            .find(ip("192.0.2.7"), HOST_RULES, dns)
                            .trouble())
                    .contains("host name: no answer");
        }
    }

    @Nested
    class RulesDecide {
        @Test
        void thatNamesAreNeeded() {
            pointsAt("192.0.2.7", "mail.corp.test");
            dns.has("mail.corp.test", "A", "192.0.2.7");
            pointsAt("192.0.2.8", "mail.corp.test");

            assertThat(name(RemoteHost.RULES, "192.0.2.7")).contains("mail.corp.test");
            assertThat(name(RemoteHost.RULES, "192.0.2.8")).isEmpty();
        }

        @Test
        void thatTheyAreNot() {
            pointsAt("192.0.2.7", "mail.corp.test");
            dns.has("mail.corp.test", "A", "192.0.2.7");

            assertThat(RemoteHost.RULES.find(ip("192.0.2.7"), OTHER_RULES, dns).name())
                    .isEmpty();
            assertThat(dns.questions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b.test",
                "a\r\nX-Injected: yes",
                "a\0.test",
                "m\u00e4il.test",
                "a\\032b.test",
                "a..test",
                ".test",
                "a.test.",
                "a:b",
                "<a@b.test>",
                "\u212aelvin.test",
                "127.0.0.1",
                "192.0.2.1"
            })
    void whatIsNoHostNameIsNone(String hostile) {
        pointsAt("192.0.2.7", hostile);

        assertThat(name(RemoteHost.YES, "192.0.2.7")).isEmpty();
    }

    @Test
    void aNameHasItsLimit() {
        // T-DNS 300
        pointsAt("192.0.2.7", "a.".repeat(1_000_000) + "test");
        pointsAt("192.0.2.8", "a".repeat(64) + ".test");

        assertThat(name(RemoteHost.YES, "192.0.2.7")).isEmpty();
        assertThat(name(RemoteHost.YES, "192.0.2.8")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"no, NO", "yes, YES", "paranoid, PARANOID", "rules, RULES"})
    void theSettingHasFourWords(String word, RemoteHost meaning) {
        assertThat(RemoteHost.require(word)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @EnumSource
    void inLowerCase(RemoteHost any) {
        assertThatThrownBy(() -> RemoteHost.require(any.name())).isInstanceOf(IllegalArgumentException.class);
    }
}
