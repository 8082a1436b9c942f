package org.pabal.web.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.web.problem.ProblemException;

class SubmittedEnvelopeTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "<>"})
    void theNullSenderMustBeSaid(String text) {
        assertThat(SubmittedEnvelope.sender(text)).isEqualTo(ReversePath.NULL);
    }

    @Test
    void aSenderIsAnAddress() {
        assertThat(SubmittedEnvelope.sender("ada@local.test")).isEqualTo(ReversePath.require("ada@local.test"));
        assertThat(SubmittedEnvelope.sender("é@local.test")).isEqualTo(ReversePath.require("é@local.test"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "ada",
                "ada@",
                "a b@local.test",
                "ada@local.test>",
                "ada@local.test> SIZE=1",
                "ada@local.test\r\nDATA",
                "\ud83d@local.test"
            })
    void anythingElseIsNoSender(String text) {
        assertThatThrownBy(() -> SubmittedEnvelope.sender(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void recipientsKeepTheirOrder() {
        assertThat(SubmittedEnvelope.recipients(List.of("b@local.test", "a@local.test", "b@local.test")))
                .containsExactly(
                        EmailAddress.require("b@local.test"),
                        EmailAddress.require("a@local.test"),
                        EmailAddress.require("b@local.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "postmaster", "a@b@", "a@local.test>\nRCPT TO:<x@y.test"})
    void aRecipientIsAFullAddress(String text) {
        assertThatThrownBy(() -> SubmittedEnvelope.recipients(List.of(text))).isInstanceOf(ProblemException.class);
    }

    @Test
    void thereIsOneRecipientAtLeastAndNotAnyNumber() {
        List<String> tooMany = Collections.nCopies(SubmittedEnvelope.MAX_RECIPIENTS + 1, "a@local.test");

        assertThatThrownBy(() -> SubmittedEnvelope.recipients(List.of())).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> SubmittedEnvelope.recipients(tooMany)).isInstanceOf(ProblemException.class);
    }
}
