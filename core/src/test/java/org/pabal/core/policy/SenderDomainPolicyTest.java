package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.TableResolver;
import org.pabal.core.smtp.Decision;

class SenderDomainPolicyTest {
    private final TableResolver dns = new TableResolver()
            .has("mx.test", "MX", "10 a.mx.test")
            .has("null.test", "MX", "0 ")
            .has("mixed.test", "MX", "0 ")
            .has("mixed.test", "MX", "10 a.mx.test")
            .has("four.test", "A", "192.0.2.1")
            .has("six.test", "AAAA", "2001:db8::1")
            .has("text.test", "TXT", "v=spf1 -all")
            .fails("down.test");

    private static String said(Decision decision) {
        return switch (decision) {
            case Decision.Accept accept -> "ok";
            case Decision.Reject reject -> reject.reply().toString();
            case Decision.TryLater later -> later.reply().toString();
            case Decision.HangUp hangUp -> hangUp.reply().toString();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mx.test    | mfcheck=pass     | ok
            four.test  | mfcheck=pass     | ok
            six.test   | mfcheck=pass     | ok
            mixed.test | mfcheck=pass     | ok
            null.test  | mfcheck=nullmx   | 550 5.7.27
            gone.test  | mfcheck=nodomain | 550 5.1.8
            text.test  | mfcheck=nohost   | 550 5.1.8
            down.test  | mfcheck=trouble  | ok
            """)
    void aDomainMustBeAbleToTakeABounce(String domain, String token, String reply) {
        Decision decision =
                SenderDomainPolicy.judge(new DomainName(domain), dns).decision();

        assertThat(said(decision)).startsWith(reply);
        assertThat(decision.verdicts().text()).isEqualTo(token);
    }

    @Test
    void troubleOfTheDnsIsForTheLog() {
        assertThat(SenderDomainPolicy.judge(new DomainName("down.test"), dns).trouble())
                .contains("mfcheck: down.test: no answer");
        assertThat(SenderDomainPolicy.judge(new DomainName("gone.test"), dns).trouble())
                .isEmpty();
    }

    @Test
    void addressesAreAskedForOnlyWithoutMailExchangers() {
        SenderDomainPolicy.judge(new DomainName("mx.test"), dns);

        assertThat(dns.questions()).containsExactly("mx.test MX");
    }
}
