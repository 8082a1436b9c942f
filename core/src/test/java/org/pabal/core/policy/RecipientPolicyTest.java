package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SmtpReply;

class RecipientPolicyTest {
    private static final RecipientPolicy POLICY = new RecipientPolicy(
            List.of("Former@local.test", "@gone.test", "promo-*@local.test", "@*.shut.test", "*x*y@z.test"));

    @ParameterizedTest
    @CsvSource({
        "former@local.test, true",
        "FORMER@Local.Test, true",
        "user@local.test, false",
        "anybody@gone.test, true",
        "anybody@sub.gone.test, false",
        "promo-@local.test, true",
        "promo-spring@local.test, true",
        "promo@local.test, false",
        "promo-spring@other.test, false",
        "a@b.shut.test, true",
        "a@b.c.shut.test, true",
        "a@shut.test, false",
        "axbyxcy@z.test, true",
        "axbyxc@z.test, false",
    })
    void matchesAddressHostOrPattern(String recipient, boolean refused) {
        assertThat(POLICY.decide(EmailAddress.require(recipient)))
                .isEqualTo(
                        refused
                                ? new Decision.Reject(SmtpReply.of(
                                        553, "5.7.1", "sorry, your envelope recipient is in my badrcptto list"))
                                : Decision.ACCEPT);
    }
}
