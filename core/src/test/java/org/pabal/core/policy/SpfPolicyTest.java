package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.smtp.Decision;
import org.pabal.core.spf.SpfCheck.Subject;
import org.pabal.core.spf.SpfResult;
import org.pabal.core.spf.SpfResult.Code;

class SpfPolicyTest {
    private static final Subject SUBJECT = new Subject(
            InetAddress.getLoopbackAddress(), "a\"\n@ext.test", "client.test", "mx.local.test", Instant.EPOCH);

    private static Decision decide(int behavior, Code code) {
        return new SpfPolicy(behavior).decide(new SpfResult(code, "-all", "go away"), SUBJECT, false);
    }

    /** The last step that still takes the result. */
    @ParameterizedTest
    @CsvSource({"TEMPERROR, 1", "FAIL, 2", "SOFTFAIL, 3", "NEUTRAL, 4", "NONE, 5", "PERMERROR, 5", "PASS, 6"})
    void eachStepRefusesMore(Code code, int last) {
        assertThat(decide(last, code)).isInstanceOf(Decision.Accept.class);
        if (last < SpfPolicy.MOST) {
            assertThat(decide(last + 1, code)).isNotInstanceOf(Decision.Accept.class);
        }
    }

    @Test
    void refusesAndDefersWithItsOwnCodes() {
        assertThat(decide(3, Code.FAIL)).asString().contains("550 5.7.23 SPF: the sender's domain explains: go away");
        assertThat(decide(6, Code.PERMERROR)).asString().contains("550 5.7.24");
        assertThat(decide(2, Code.TEMPERROR)).isInstanceOf(Decision.TryLater.class);
        assertThat(decide(2, Code.TEMPERROR)).asString().contains("451 4.4.3");
    }

    @Test
    void tellsTheResultInAFieldThatNobodyCanBreak() {
        Decision.Accept accepted = (Decision.Accept) decide(1, Code.PASS);
        assertThat(accepted.verdicts().text()).isEqualTo("spf=pass");
        assertThat(accepted.verdicts().fields()).containsExactly("""
                Received-SPF: pass
                  identity=mailfrom; client-ip=127.0.0.1; receiver=mx.local.test;
                  envelope-from="a??@ext.test"; helo="client.test";
                  mechanism="-all"
                """);
    }

    @Test
    void aRuleCountsBeforeTheSetting() {
        SpfPolicy off = new SpfPolicy(0);
        assertThat(off.asks()).isFalse();
        assertThat(off.or(Optional.of("3"))).isEqualTo(new SpfPolicy(3));
        assertThat(new SpfPolicy(3).or(Optional.of("0")).asks()).isFalse();
        assertThat(new SpfPolicy(3).or(Optional.of("7"))).isEqualTo(new SpfPolicy(3));
        assertThat(new SpfPolicy(3).or(Optional.of("")).behavior()).isEqualTo(3);
        assertThatThrownBy(() -> new SpfPolicy(7)).isInstanceOf(IllegalArgumentException.class);
    }
}
