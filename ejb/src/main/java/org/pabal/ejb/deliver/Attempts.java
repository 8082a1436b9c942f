package org.pabal.ejb.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.RetrySchedule;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.log.QueueLog;
import org.pabal.ejb.queue.Dispatcher;
import org.pabal.ejb.queue.DueGroup;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.OutcomeWriter;
import org.pabal.ejb.queue.RecipientOutcome;

/** What both channels do around an attempt: the log, the retry schedule, the record. */
@ApplicationScoped
class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class.getName());

    /** qmail-send adds it to the report of a last attempt. */
    private static final String TOO_LONG = "I'm not going to try again; this message has been in the queue too long.\n";

    @Inject
    ControlStore controls;

    @Inject
    QueueLog log;

    @Inject
    Dispatcher dispatcher;

    @Inject
    OutcomeWriter outcomes;

    /**
     * Runs one attempt for a group and sees to it that each recipient's outcome is logged and recorded.
     *
     * @param attempt gives one outcome for each recipient, in their order; what it throws is a deferral of all
     */
    void run(DueGroup group, Function<DueGroup, List<DeliveryOutcome>> attempt) {
        Instant began = Instant.now();
        List<Long> numbers = group.recipients().stream().map(log::starting).toList();
        log.status(dispatcher.status());
        List<DeliveryOutcome> results;
        try {
            results = attempt.apply(group);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.SEVERE,
                    "A delivery of message "
                            + group.recipients().getFirst().mail().id()
                            + " ended in a surprise and will be tried again",
                    e);
            results = group.recipients().stream()
                    .<DeliveryOutcome>map(
                            r -> new DeliveryOutcome.Deferred("Internal trouble; see the server's log. (#4.3.0)\n"))
                    .toList();
        }
        record(group, numbers, results, began);
    }

    private void record(DueGroup group, List<Long> numbers, List<DeliveryOutcome> results, Instant began) {
        RetrySchedule schedule =
                RetrySchedule.of(group.channel(), controls.current().queueLifetime());
        List<RecipientOutcome> recorded = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            DueRecipient recipient = group.recipients().get(i);
            Instant birth = recipient.mail().birth();
            DeliveryOutcome outcome = results.get(i);
            if (outcome instanceof DeliveryOutcome.Deferred deferred && schedule.isLastAttempt(birth, began)) {
                outcome = new DeliveryOutcome.Failed(deferred.text() + TOO_LONG);
            }
            log.ended(numbers.get(i), outcome);
            recorded.add(RecipientOutcome.of(recipient, outcome, began, schedule.nextAttempt(birth, began)));
        }
        log.status(dispatcher.status());
        outcomes.record(recorded);
    }
}
