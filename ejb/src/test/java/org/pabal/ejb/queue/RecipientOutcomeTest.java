package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.Notify;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;

/** What becomes of a recipient's row, by what its sender wants to be told (RFC 3461). */
class RecipientOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-02T06:07:08Z");
    private static final DeliveryOutcome DELIVERED = new DeliveryOutcome.Delivered("did 1+0+0\n");

    private static String of(String sender, String wish, Channel channel, DeliveryOutcome outcome) {
        DueMail mail = new DueMail(
                new QueueId(1),
                ReversePath.require(sender),
                MailOptions.of(BodyType.SEVEN_BIT),
                Instant.EPOCH,
                3,
                true,
                false);
        Notify notify = wish.isEmpty() ? Notify.UNSAID : Notify.parse(wish).orElseThrow();
        DueRecipient recipient = new DueRecipient(
                mail,
                0,
                channel,
                EmailAddress.require("x@far.test"),
                new RecipientOptions(notify, Optional.empty()),
                Share.FEW);
        return switch (RecipientOutcome.of(recipient, outcome, new RecipientOutcome.Times(NOW, NOW, true))) {
            case RecipientOutcome.Delivered gone -> "gone";
            case RecipientOutcome.Deferred later -> later.times().late() ? "waits, and that is told" : "waits";
            case RecipientOutcome.Finished told -> told.state().name();
            case RecipientOutcome.Released back -> "back";
            case RecipientOutcome.Taken taken -> "taken";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "'', LOCAL, gone",
        "NEVER, LOCAL, gone",
        "'FAILURE,DELAY', LOCAL, gone",
        "SUCCESS, LOCAL, DELIVERED",
        "'SUCCESS,FAILURE', REMOTE, RELAYED"
    })
    void successIsToldWhereItIsAskedFor(String wish, Channel channel, String fate) {
        assertThat(of("s@x.test", wish, channel, DELIVERED)).isEqualTo(fate);
    }

    @Test
    void successIsNotToldTwice() {
        assertThat(of("s@x.test", "SUCCESS", Channel.REMOTE, new DeliveryOutcome.Delivered("ok\n", true)))
                .isEqualTo("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#@[]"})
    void successOfABounceIsNotTold(String sender) {
        assertThat(of(sender, "SUCCESS", Channel.LOCAL, DELIVERED)).isEqualTo("gone");
    }

    @ParameterizedTest
    @CsvSource({
        "'', FAILED",
        "FAILURE, FAILED",
        "'SUCCESS,FAILURE', FAILED",
        "NEVER, gone",
        "SUCCESS, gone",
        "DELAY, gone"
    })
    void failureIsToldUnlessItIsNotAskedFor(String wish, String fate) {
        assertThat(of("s@x.test", wish, Channel.REMOTE, new DeliveryOutcome.Failed("no\n")))
                .isEqualTo(fate);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s@x.test                   | ''            | waits, and that is told
            list-owner-@lists.test-@[] | ''            | waits, and that is told
            s@x.test                   | DELAY         | waits, and that is told
            s@x.test                   | FAILURE,DELAY | waits, and that is told
            s@x.test                   | FAILURE       | waits
            s@x.test                   | SUCCESS       | waits
            s@x.test                   | NEVER         | waits
            ''                         | ''            | waits
            ''                         | DELAY         | waits
            #@[]                       | ''            | waits
            """)
    void whatIsPutOffWaitsAndIsToldWhereItMayBe(String sender, String wish, String fate) {
        assertThat(of(sender, wish, Channel.LOCAL, new DeliveryOutcome.Deferred("later\n")))
                .isEqualTo(fate);
    }
}
