package org.pabal.ejb.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.RetrySchedule;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.log.QueueLog;
import org.pabal.ejb.queue.DueGroup;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.Feedback;
import org.pabal.ejb.queue.OutcomeWriter;
import org.pabal.ejb.queue.RecipientOutcome;
import org.pabal.ejb.queue.StandingDirectives;

/** What both channels do around an attempt: the log, the retry schedule, the record. */
@ApplicationScoped
class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class.getName());

    /** qmail-send adds it to the report of a last attempt. */
    private static final String TOO_LONG = "I'm not going to try again; this message has been in the queue too long.\n";

    private final ControlStore controls;
    private final StandingDirectives directives;
    private final QueueLog log;
    private final OutcomeWriter outcomes;

    InstantSource clock = InstantSource.system();

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    Attempts() {
        this(null, null, null, null);
    }

    @Inject
    Attempts(ControlStore controls, StandingDirectives directives, QueueLog log, OutcomeWriter outcomes) {
        this.controls = controls;
        this.directives = directives;
        this.log = log;
        this.outcomes = outcomes;
    }

    /** A recipient whose delivery has begun, by its number in the log. */
    private record Begun(long number, DueRecipient recipient) {}

    /**
     * What counts for all recipients of a group, as it was when its attempt began.
     *
     * @param warning from which age on senders are told that their mail waits; zero for never
     * @param slot of the log
     */
    private record Round(Instant began, RetrySchedule schedule, Duration warning, QueueLog.Slot slot) {
        boolean isLast(Instant birth) {
            return schedule.isLastAttempt(birth, began);
        }

        RecipientOutcome.Times times(Instant birth) {
            boolean late = !warning.isZero() && Duration.between(birth, began).compareTo(warning) >= 0;
            return new RecipientOutcome.Times(began, schedule.nextAttempt(birth, began), late);
        }
    }

    /** A way to attempt deliveries; what a method throws is a deferral of all that it was asked for. */
    interface Attempt {
        /** @return one outcome for each recipient, in their order; none for one that is to be tried alone */
        List<Optional<DeliveryOutcome>> together(DueGroup group);

        /** May take long. */
        DeliveryOutcome alone(DueRecipient recipient);
    }

    /**
     * As {@link #run(DueGroup, Attempt)}.
     *
     * @param attempt gives one outcome for each recipient, in their order
     */
    Feedback run(DueGroup group, Function<DueGroup, List<DeliveryOutcome>> attempt) {
        return run(group, new Attempt() {
            @Override
            public List<Optional<DeliveryOutcome>> together(DueGroup all) {
                return attempt.apply(all).stream().map(Optional::of).toList();
            }

            @Override
            public DeliveryOutcome alone(DueRecipient recipient) {
                throw new IllegalStateException("nobody is tried alone here: " + recipient.address());
            }
        });
    }

    /**
     * Runs one attempt for those of a group that no directive takes, and sees to it that each recipient's outcome is logged and
     * recorded, soon after it is there.
     */
    Feedback run(DueGroup handed, Attempt attempt) {
        StandingDirectives.HandOut handOut = directives.handOut(handed.recipients());
        if (!handOut.taken().isEmpty()) {
            outcomes.record(handOut.taken());
        }
        return handOut.left().isEmpty()
                ? Feedback.UNTRIED
                : tryAll(new DueGroup(handed.number(), handed.channel(), handOut.left()), attempt);
    }

    /** @return refused when all were deferred */
    private Feedback tryAll(DueGroup group, Attempt attempt) {
        try (QueueLog.Slot slot = log.slot(group.channel(), group.recipients().size())) {
            Round round = round(group.channel(), slot);
            List<Begun> all = group.recipients().stream()
                    .map(recipient -> new Begun(slot.starting(recipient), recipient))
                    .toList();
            List<Optional<DeliveryOutcome>> results = surprisesCaught(all, () -> attempt.together(group));
            List<Begun> left = new ArrayList<>();
            List<RecipientOutcome> recorded = new ArrayList<>(results.size());
            for (int i = 0; i < results.size(); i++) {
                Begun begun = all.get(i);
                results.get(i)
                        .ifPresentOrElse(outcome -> recorded.add(ended(begun, outcome, round)), () -> left.add(begun));
            }
            Feedback feedback = record(recorded);
            for (Begun begun : left) {
                feedback = tryAlone(begun, attempt, round) == Feedback.SERVED ? Feedback.SERVED : feedback;
            }
            return feedback;
        }
    }

    private Feedback tryAlone(Begun begun, Attempt attempt, Round round) {
        List<Optional<DeliveryOutcome>> result =
                surprisesCaught(List.of(begun), () -> List.of(Optional.of(attempt.alone(begun.recipient()))));
        return record(List.of(ended(begun, result.getFirst().orElseThrow(), round)));
    }

    private static List<Optional<DeliveryOutcome>> surprisesCaught(
            List<Begun> recipients, Supplier<List<Optional<DeliveryOutcome>>> attempt) {
        try {
            return attempt.get();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.SEVERE,
                    "A delivery of message "
                            + recipients.getFirst().recipient().mail().id()
                            + " ended in a surprise and will be tried again",
                    e);
            return recipients.stream()
                    .<Optional<DeliveryOutcome>>map(r -> Optional.of(
                            new DeliveryOutcome.Deferred("Internal trouble; see the server's log. (#4.3.0)\n")))
                    .toList();
        }
    }

    private RecipientOutcome ended(Begun begun, DeliveryOutcome outcome, Round round) {
        Instant birth = begun.recipient().mail().birth();
        DeliveryOutcome last = outcome instanceof DeliveryOutcome.Deferred deferred && round.isLast(birth)
                ? new DeliveryOutcome.Failed(deferred.text() + TOO_LONG)
                : outcome;
        round.slot().ended(begun.number(), last);
        return RecipientOutcome.of(begun.recipient(), last, round.times(birth));
    }

    private Round round(Channel channel, QueueLog.Slot slot) {
        ControlSettings settings = controls.current();
        return new Round(
                clock.instant(), RetrySchedule.of(channel, settings.queueLifetime()), settings.delayWarning(), slot);
    }

    private Feedback record(List<RecipientOutcome> recorded) {
        if (!recorded.isEmpty()) {
            outcomes.record(recorded);
        }
        return recorded.stream().allMatch(RecipientOutcome.Deferred.class::isInstance)
                ? Feedback.REFUSED
                : Feedback.SERVED;
    }
}
