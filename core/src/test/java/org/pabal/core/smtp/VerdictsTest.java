package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {
    @Test
    void theLaterOfTwoCountsAndItsFieldIsOnTop() {
        Verdicts both = Verdicts.of("spf", "none")
                .withField("A: 1\n")
                .and(Verdicts.of("spf", "pass").withField("B: 2\n"));

        assertThat(both.text()).isEqualTo("spf=pass");
        assertThat(both.fields()).containsExactly("B: 2\n", "A: 1\n");
        assertThat(Verdicts.NONE.and(both)).isEqualTo(both);
        assertThat(Verdicts.NONE.text()).isEmpty();
    }

    @Test
    void noValueCanEndATokenOrALine() {
        assertThat(Verdicts.of("a=b", "x y\r\nz").text()).isEqualTo("a?b=x?y??z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A: 1", "no colon\n", "A: 1\nB: 2\n", "A: 1\n\n", "A: 1\r\n", "A: 1\n \n x\n", "\u00e4: 1\n"
            })
    void whatIsNotOneFieldIsRefused(String field) {
        assertThatThrownBy(() -> Verdicts.NONE.withField(field)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRuleSparesItsPeersChecks() {
        assertThat(Standing.of(Map.of(), Verdicts.NONE)).isEqualTo(Standing.ORDINARY);
        assertThat(Standing.of(Map.of("NORATELIMIT", ""), Verdicts.NONE).rated())
                .isFalse();
        assertThat(Standing.of(Map.of("GREYLIST", ""), Verdicts.NONE).greylisted())
                .isFalse();
        assertThat(Standing.of(Map.of("GREYLIST", "1"), Verdicts.NONE).greylisted())
                .isTrue();
    }
}
