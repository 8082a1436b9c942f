package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final SmtpReply LATER = SmtpReply.of(451, "4.7.1", "later");
    private static final SmtpReply NEVER = SmtpReply.of(550, "5.7.1", "never");

    private static Decision unasked() {
        throw new AssertionError("asked after the decision was made");
    }

    private static Decision accepting(String token) {
        return new Decision.Accept(Verdicts.of(token, "pass"));
    }

    @Test
    void whatIsAcceptedIsJudgedFurtherAndKeepsItsVerdicts() {
        Decision both = Decision.inTurn(List.of(() -> accepting("a"), () -> accepting("b")));

        assertThat(both).isInstanceOf(Decision.Accept.class);
        assertThat(both.verdicts().text()).isEqualTo("a=pass b=pass");
        assertThat(Decision.inTurn(List.of())).isEqualTo(Decision.ACCEPT);
    }

    @Test
    void aRefusalTellsWhatCameBeforeIt() {
        Decision refused = Decision.inTurn(List.of(
                () -> accepting("a"),
                () -> new Decision.TryLater(LATER, Verdicts.of("b", "new")),
                DecisionTest::unasked));

        assertThat(refused).isEqualTo(new Decision.TryLater(LATER, refused.verdicts()));
        assertThat(refused.verdicts().text()).isEqualTo("a=pass b=new");
    }

    @Test
    void whatIsRefusedIsNotJudgedFurther() {
        for (Decision refusal :
                List.of(new Decision.Reject(NEVER), new Decision.TryLater(LATER), new Decision.HangUp(NEVER))) {
            assertThat(Decision.inTurn(List.of(() -> refusal, DecisionTest::unasked)))
                    .isEqualTo(refusal);
        }
    }
}
