package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.ejb.control.ControlStore;

class DispatcherTest {
    private final List<RecipientOutcome> recorded = new ArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(
            new ControlStore() {
                @Override
                public ControlSettings current() {
                    return ControlSettings.require(Map.of("me", "local.test"));
                }
            },
            new DeliveryBell(),
            new OwnSlots(),
            new OutcomeWriter() {
                @Override
                public void record(List<RecipientOutcome> outcomes) {
                    recorded.addAll(outcomes);
                }
            });
    private final DueRecipient due = new DueRecipient(
            new DueMail(
                    new QueueId(1),
                    ReversePath.require("a@b.test"),
                    MailOptions.of(BodyType.SEVEN_BIT),
                    Instant.EPOCH,
                    3,
                    true,
                    false),
            0,
            Channel.REMOTE,
            EmailAddress.require("x@far.test"),
            RecipientOptions.NONE,
            Share.FEW);

    @Test
    void aSurpriseInAnAttemptCostsNoRecipientAndNotTheSlot() {
        DueGroup first = new DueGroup(1, Channel.REMOTE, List.of(due));
        AtomicInteger attempts = new AtomicInteger();
        dispatcher.offer(List.of(due));

        dispatcher.work(first, group -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("surprise");
            }
            return Feedback.SERVED;
        });

        assertThat(recorded).containsExactly(new RecipientOutcome.Released(due));
        assertThat(attempts).hasValue(2);
    }
}
