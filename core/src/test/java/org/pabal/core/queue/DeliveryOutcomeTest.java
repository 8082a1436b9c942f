package org.pabal.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.smtp.SmtpReply;

class DeliveryOutcomeTest {
    private static DeliveryOutcome of(int code) {
        return DeliveryOutcome.of(SmtpReply.of(code, "text"), "report");
    }

    @Test
    void onlyFiveHundredsFail() {
        assertThat(of(550)).isEqualTo(new DeliveryOutcome.Failed("report"));
        assertThat(of(599)).isInstanceOf(DeliveryOutcome.Failed.class);
    }

    @Test
    void twoHundredsDeliver() {
        assertThat(of(250)).isEqualTo(new DeliveryOutcome.Delivered("report"));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 354, 421, 450, 499})
    void everythingElseIsWorthAnotherAttempt(int code) {
        assertThat(of(code)).isEqualTo(new DeliveryOutcome.Deferred("report"));
    }

    @Test
    void aQueueIdIsPositive() {
        assertThat(new QueueId(1)).hasToString("1");
        assertThatThrownBy(() -> new QueueId(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
