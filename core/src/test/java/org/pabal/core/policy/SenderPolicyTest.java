package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.ReversePath;
import org.pabal.core.smtp.Decision;

class SenderPolicyTest {
    private static final SenderPolicy POLICY =
            new SenderPolicy(List.of("Spam@bad.test", "@worse.test", "*@*.worst.test"));

    @ParameterizedTest
    @CsvSource({
        "spam@bad.test, true",
        "SPAM@BAD.test, true",
        "ham@bad.test, false",
        "anybody@Worse.test, true",
        "a@b@worse.test, true",
        "a@sub.worse.test, false",
        "a@xworse.test, false",
        "a@any.Worst.test, true",
        "a@worst.test, false",
        "'', false",
        "#@[], false",
    })
    void matchesAddressOrHost(String sender, boolean refused) {
        Decision decision = POLICY.decide(ReversePath.require(sender));

        assertThat(decision instanceof Decision.Reject).isEqualTo(refused);
    }

    @Test
    void theRefusalIsQmails() {
        assertThat(POLICY.decide(ReversePath.require("spam@bad.test")))
                .isInstanceOfSatisfying(
                        Decision.Reject.class,
                        reject -> assertThat(reject.reply())
                                .hasToString("553 5.7.1 sorry, your envelope sender is in my badmailfrom list"));
    }
}
