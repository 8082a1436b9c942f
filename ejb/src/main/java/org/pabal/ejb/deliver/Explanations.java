package org.pabal.ejb.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.operations.Directive;
import org.pabal.core.operations.MailFacts;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientState;
import org.pabal.core.queue.RetrySchedule;
import org.pabal.core.routing.Route;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.deliver.Explanation.Standing;
import org.pabal.ejb.queue.Dispatcher;
import org.pabal.ejb.queue.MailQueue;
import org.pabal.ejb.queue.QueuedMail;
import org.pabal.ejb.queue.StandingDirective;
import org.pabal.ejb.queue.StandingDirectives;

/** Puts together what decides over a message: its rows, the settings, the limits, the directives, and the last dialogues. */
@ApplicationScoped
public class Explanations {
    static final int UPCOMING = 3;

    private final MailQueue queue;
    private final ControlStore controls;
    private final Dispatcher dispatcher;
    private final StandingDirectives directives;
    private final Dialogues dialogues;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    protected Explanations() {
        this(null, null, null, null, null);
    }

    @Inject
    Explanations(
            MailQueue queue,
            ControlStore controls,
            Dispatcher dispatcher,
            StandingDirectives directives,
            Dialogues dialogues) {
        this.queue = queue;
        this.controls = controls;
        this.dispatcher = dispatcher;
        this.directives = directives;
        this.dialogues = dialogues;
    }

    /** @return empty if it is not in the queue, or no longer */
    public Optional<Explanation> find(QueueId id) {
        Instant now = Instant.now();
        return queue.find(id).map(mail -> {
            Map<Long, StandingDirective> known = directives.list().stream()
                    .collect(Collectors.toMap(standing -> standing.directive().id(), Function.identity()));
            return new Explanation(
                    mail,
                    mail.recipients().stream()
                            .map(each -> explain(mail, each, known, now))
                            .toList());
        });
    }

    private Explanation.Recipient explain(
            QueuedMail mail, QueuedMail.Recipient recipient, Map<Long, StandingDirective> known, Instant now) {
        ControlSettings settings = controls.current();
        MailFacts facts =
                new MailFacts(mail.sender(), recipient.address(), recipient.channel(), mail.birth(), mail.octets());
        Optional<Long> taking = taking(recipient, facts, now);
        Optional<Directive> routing = directives.current().routing(facts, now);
        RetrySchedule schedule = RetrySchedule.of(recipient.channel(), settings.queueLifetime());
        Explanation.Way way = Ways.of(recipient.channel(), recipient.address(), recipient.relay(), routing, settings);
        Explanation.Limits limits = limits(recipient.channel(), way.route());
        return new Explanation.Recipient(
                recipient,
                standing(recipient, taking.isPresent(), limits, now),
                way,
                taking.map(known::get),
                limits,
                schedule,
                upcoming(recipient, schedule, mail.birth(), now),
                mail.birth().plus(schedule.lifetime()),
                dialogues.find(mail.id(), recipient.position()));
    }

    /** @return the directive that holds it, or will take it */
    private Optional<Long> taking(QueuedMail.Recipient recipient, MailFacts facts, Instant now) {
        if (recipient.state() != RecipientState.WAITING) {
            return recipient.directive();
        }
        return directives.current().taking(facts, now).map(Directive::id);
    }

    private Explanation.Limits limits(Channel channel, Optional<Route> route) {
        Dispatcher.Status status = dispatcher.status();
        return channel == Channel.LOCAL
                ? new Explanation.Limits(status.local(), status.localLimit(), Optional.empty())
                : new Explanation.Limits(status.remote(), status.remoteLimit(), route.flatMap(dispatcher::destination));
    }

    private Standing standing(
            QueuedMail.Recipient recipient, boolean directed, Explanation.Limits limits, Instant now) {
        if (recipient.state().isFinished()) {
            return Standing.DONE;
        }
        if (recipient.inFlight()) {
            return Standing.IN_FLIGHT;
        }
        if (directed) {
            return Standing.DIRECTED;
        }
        if (recipient.state() == RecipientState.HELD) {
            return Standing.HELD;
        }
        if (recipient.nextAttempt().isAfter(now)) {
            return Standing.SCHEDULED;
        }
        if (dispatcher.paused()) {
            return Standing.PAUSED;
        }
        return limits.running() >= limits.limit() ? Standing.BUSY : Standing.DUE;
    }

    private static List<Instant> upcoming(
            QueuedMail.Recipient recipient, RetrySchedule schedule, Instant birth, Instant now) {
        List<Instant> attempts = new ArrayList<>();
        if (recipient.state() != RecipientState.WAITING) {
            return attempts;
        }
        Instant next = recipient.nextAttempt().isBefore(now) ? now : recipient.nextAttempt();
        attempts.add(next);
        while (attempts.size() < UPCOMING && !schedule.isLastAttempt(birth, next)) {
            next = schedule.nextAttempt(birth, next);
            attempts.add(next);
        }
        return attempts;
    }
}
