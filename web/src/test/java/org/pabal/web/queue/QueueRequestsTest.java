package org.pabal.web.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.AddressPattern;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.queue.FlushSelector;
import org.pabal.ejb.queue.QueueFilter;
import org.pabal.web.body.JsonFields;
import org.pabal.web.problem.ProblemException;

class QueueRequestsTest {
    private static FlushSelector selector(String json) {
        return QueueResource.selector(JsonFields.require(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFlushIsOfEverythingOrOfOneDomain() {
        assertThat(selector("{\"all\":true}")).isEqualTo(new FlushSelector.All());
        assertThat(selector("{\"recipientDomain\":\"far.test\"}")).isEqualTo(FlushSelector.recipientDomain("far.test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"all\":false}",
                "{\"all\":true,\"recipientDomain\":\"far.test\"}",
                "{\"recipientDomain\":\"\"}",
                "{\"recipientDomain\":\"a@far.test\"}",
                "{\"recipientDomain\":\"%\"}"
            })
    void aFlushOfNothingInParticularIsRefused(String json) {
        assertThatThrownBy(() -> selector(json)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({"30s,PT30S", "30,PT30S", "500ms,PT0.5S", "1m,PT1M", "0s,PT0S"})
    void timeoutsHaveAUnit(String text, Duration timeout) {
        assertThat(TasksResource.timeout(text)).isEqualTo(timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1s", "1h", "1.5s", "s", "9999999999s"})
    void anythingElseIsNoTimeout(String text) {
        assertThatThrownBy(() -> TasksResource.timeout(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void withoutParametersEverythingIsMeant() {
        assertThat(new QueueParameters().filter()).isEqualTo(QueueFilter.ALL);
    }

    @Test
    void parametersMakeAFilter() {
        QueueParameters parameters = new QueueParameters();
        parameters.sender = "<>";
        parameters.recipient = "@far.test";
        parameters.channel = "remote";
        parameters.state = "held";

        assertThat(parameters.filter())
                .isEqualTo(new QueueFilter(
                        Optional.of(new AddressPattern.NullSender()),
                        Optional.of(AddressPattern.require("@far.test")),
                        Optional.of(Channel.REMOTE),
                        Optional.of(RecipientState.HELD)));
    }

    @ParameterizedTest
    @CsvSource({"sender,ada", "recipient,@", "channel,LOCAL", "channel,''", "state,bounced"})
    void aBadParameterIsNamed(String name, String value) {
        QueueParameters parameters = new QueueParameters();
        switch (name) {
            case "sender" -> parameters.sender = value;
            case "recipient" -> parameters.recipient = value;
            case "channel" -> parameters.channel = value;
            default -> parameters.state = value;
        }

        assertThatThrownBy(parameters::filter).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().detail()).contains("'" + name + "'");
        });
    }
}
