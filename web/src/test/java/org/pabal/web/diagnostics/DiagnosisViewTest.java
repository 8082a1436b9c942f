package org.pabal.web.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.operations.Relay;
import org.pabal.core.routing.Route;
import org.pabal.core.smtp.client.DialogueLine;
import org.pabal.ejb.deliver.DiagnosisStep;
import org.pabal.ejb.deliver.DiagnosisStep.Verdict;
import org.pabal.ejb.deliver.Explanation.Source;
import org.pabal.ejb.deliver.Explanation.Way;
import org.pabal.web.problem.ProblemException;

class DiagnosisViewTest {
    private static String json(DiagnosisStep step) {
        return DiagnosisView.of(step).toString();
    }

    @Test
    void aWaySaysWhoDecides() {
        assertThat(json(new DiagnosisStep.Way(new Way(
                        Source.DNS,
                        Optional.of(new Route.MailExchangers(new DomainName("far.test"))),
                        Optional.empty()))))
                .isEqualTo("{\"kind\":\"way\",\"source\":\"dns\",\"domain\":\"far.test\"}");
        assertThat(json(new DiagnosisStep.Way(
                        new Way(Source.DIRECTIVE, Optional.of(new Relay("hub.test:26").route()), Optional.of(3L)))))
                .isEqualTo("{\"kind\":\"way\",\"source\":\"directive\",\"directive\":3,\"host\":\"hub.test:26\"}");
        assertThat(json(new DiagnosisStep.Way(new Way(Source.LOCAL, Optional.empty(), Optional.empty()))))
                .isEqualTo("{\"kind\":\"way\",\"source\":\"local\"}");
    }

    @Test
    void aLineOfTheDialogueIsAStep() {
        assertThat(json(new DiagnosisStep.Dialogue(new DialogueLine(DialogueLine.Kind.HEARD, "220 \"far\""))))
                .isEqualTo("{\"kind\":\"heard\",\"text\":\"220 \\\"far\\\"\"}");
    }

    @Test
    void theLastStepHasTheVerdict() {
        assertThat(json(new DiagnosisStep.Result(Verdict.DEFERRED, "busy\n")))
                .isEqualTo("{\"kind\":\"result\",\"text\":\"busy\\n\",\"verdict\":\"deferred\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "a@b\r\nRCPT TO:<x@y.test>", "a@[300.1.1.1]"})
    void whatIsNoAddressIsRefusedByName(String text) {
        assertThatThrownBy(() -> DiagnosticsResource.address("to", text, EmailAddress::require))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().detail()).startsWith("The parameter 'to'");
                });
    }
}
