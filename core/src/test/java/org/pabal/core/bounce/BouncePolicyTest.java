package org.pabal.core.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;

class BouncePolicyTest {
    private static final EmailAddress POSTMASTER = EmailAddress.require("postmaster@local.test");
    private static final BouncePolicy POLICY = new BouncePolicy(POSTMASTER);

    @ParameterizedTest
    @CsvSource({"bob@remote.test, bob@remote.test", "list-owner-@lists.test-@[], list-owner-@lists.test"})
    void messageBouncesToItsSenderFromNobody(String sender, String told) {
        BouncePolicy.Verdict verdict = POLICY.decide(ReversePath.require(sender));

        assertThat(verdict).isEqualTo(new BouncePolicy.Bounce(EmailAddress.require(told)));
        assertThat(((BouncePolicy.Notice) verdict).sender()).isEqualTo(ReversePath.NULL);
    }

    @Test
    void bounceOfABounceGoesToThePostmasterOnly() {
        // T-BNC 176
        BouncePolicy.Verdict verdict = POLICY.decide(ReversePath.NULL);

        assertThat(verdict).isEqualTo(new BouncePolicy.DoubleBounce(POSTMASTER));
        assertThat(((BouncePolicy.Notice) verdict).sender()).isEqualTo(ReversePath.DOUBLE_BOUNCE);
    }

    @Test
    void bounceOfADoubleBounceGoesToNobody() {
        // T-BNC 177
        assertThat(POLICY.decide(ReversePath.DOUBLE_BOUNCE)).isEqualTo(new BouncePolicy.Discard());
    }

    @Test
    void noticesEndAfterTwoLevels() {
        ReversePath sender = ReversePath.require("bob@remote.test");
        int notices = 0;
        while (POLICY.decide(sender) instanceof BouncePolicy.Notice notice) {
            sender = notice.sender();
            notices++;
        }
        assertThat(notices).isEqualTo(2);
    }
}
