package org.pabal.web.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.operations.MailSelector;
import org.pabal.core.operations.Order;
import org.pabal.ejb.queue.DirectiveWish;
import org.pabal.web.body.JsonFields;
import org.pabal.web.problem.ProblemException;

class QueueRequestsTest {
    private static Order order(String verb, String json) {
        return OrderRequest.read(verb, JsonFields.require(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anOrderIsForEverythingOrForASelection() {
        assertThat(order("retry", "{\"all\":true,\"dryRun\":true}")).isEqualTo(Order.parse("retry all"));
        assertThat(order("expire", "{\"recipientDomain\":\"far.test\",\"olderThan\":\"2h\",\"bounce\":false}"))
                .isEqualTo(Order.parse("expire bounce=false recipient=@far.test olderThan=2h"));
        assertThat(order("reroute", "{\"all\":true,\"relay\":\"relay.test\"}"))
                .isEqualTo(Order.parse("reroute relay=relay.test all"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|Nothing says which mail is meant",
                "{'all':false}|Nothing says which mail is meant",
                "{'all':true,'recipientDomain':'far.test'}|'all' and a selection do not go together.",
                "{'recipientDomain':''}|'recipientDomain' is wrong",
                "{'recipientDomain':'a@far.test'}|'recipientDomain' is wrong",
                "{'recipient':true}|The member 'recipient' must be a text.",
                "{'all':'yes'}|The member 'all' must be true or false.",
                "{'all':true,'domain':'far.test'}|The member 'domain' is not known here",
                "{'all':true,'relay':'a.test'}|'relay' goes with reroute",
                "{'all':true,'bounce':true}|'bounce' goes with expire and delete."
            })
    void anOrderForNothingInParticularIsRefused(String json, String sentence) {
        assertThatThrownBy(() -> order("hold", json.replace('\'', '"')))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().detail()).startsWith(sentence);
                });
    }

    @Test
    void aDirectiveSaysWhatWhyAndHowLong() {
        DirectiveWish wish = directive(
                "{'verb':'reroute','relay':'hub.test','recipientDomain':'far.test','reason':'moving','expires':'2h'}");

        assertThat(wish)
                .isEqualTo(new DirectiveWish(
                        Order.parse("reroute relay=hub.test recipient=@far.test"),
                        "moving",
                        Duration.ofHours(2),
                        "ada"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'verb':'hold','all':true,'reason':'x'}|The member 'expires' is missing.",
                "{'verb':'hold','all':true,'expires':'2h'}|The member 'reason' is missing.",
                "{'all':true,'reason':'x','expires':'2h'}|The member 'verb' is missing.",
                "{'verb':'hold','reason':'x','expires':'2h'}|Nothing says which mail is meant",
                "{'verb':'hold','all':true,'reason':' ','expires':'2h'}|'reason' says why",
                "{'verb':'hold','all':true,'reason':'x','expires':'0s'}|'expires' is a time from now",
                "{'verb':'hold','all':true,'reason':'x','expires':'367d'}|'expires' is a time from now",
                "{'verb':'hold','all':true,'reason':'x','expires':'soon'}|'expires' is wrong: a time is",
                "{'verb':'retry','all':true,'reason':'x','expires':'2h'}|A directive is one of",
                "{'verb':'hold','state':'held','reason':'x','expires':'2h'}|A directive is for mail that waits",
                "{'verb':'hold','all':true,'reason':'x','expires':'2h','dryRun':true}|The member 'dryRun' is not known"
            })
    void anIncompleteDirectiveIsRefused(String json, String sentence) {
        assertThatThrownBy(() -> directive(json)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().detail()).startsWith(sentence);
        });
    }

    private static DirectiveWish directive(String json) {
        return DirectivesResource.wish(
                JsonFields.require(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), "ada");
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
        assertThat(new QueueParameters().selector()).isEqualTo(MailSelector.ALL);
    }

    @Test
    void parametersMakeAFilter() {
        QueueParameters parameters = new QueueParameters();
        parameters.sender = "<>";
        parameters.recipient = "@far.test";
        parameters.channel = "remote";
        parameters.state = "held";

        assertThat(parameters.selector())
                .isEqualTo(MailSelector.require(
                        Map.of("sender", "<>", "recipient", "@far.test", "channel", "remote", "state", "held")));
    }

    @ParameterizedTest
    @CsvSource({"sender,ada", "recipient,@", "channel,LOCAL", "channel,''", "state,bounced", "largerThan,big"})
    void aBadParameterIsNamed(String name, String value) {
        QueueParameters parameters = new QueueParameters();
        switch (name) {
            case "sender" -> parameters.sender = value;
            case "recipient" -> parameters.recipient = value;
            case "channel" -> parameters.channel = value;
            case "state" -> parameters.state = value;
            default -> parameters.largerThan = value;
        }

        assertThatThrownBy(parameters::selector).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().detail()).contains("'" + name + "'");
        });
    }
}
