package org.pabal.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Runs of the bounce job on this node, one after the other. A pause between them spares the batch runtime, which remembers
 * every run for good, a run for every single bounce of a busy day.
 */
@ApplicationScoped
class BounceRuns {
    static final Duration PAUSE = Duration.ofSeconds(5);
    static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);
    static final String STARTED_BY = "pabal";

    private final Jobs jobs;
    private final DueBounces due;
    private final InstantSource clock;
    private OptionalLong current = OptionalLong.empty();
    private Instant notBefore = Instant.EPOCH;

    /** For the container's proxy, which never uses its own fields. */
    BounceRuns() {
        this(new Jobs(), new DueBounces());
    }

    @Inject
    BounceRuns(Jobs jobs, DueBounces due) {
        this(jobs, due, InstantSource.system());
    }

    BounceRuns(Jobs jobs, DueBounces due, InstantSource clock) {
        this.jobs = jobs;
        this.due = due;
        this.clock = clock;
    }

    /** Called by one thread at a time. */
    public void startIfDue() {
        if (!isRunning() && !clock.instant().isBefore(notBefore) && !due.next(1).isEmpty()) {
            current = OptionalLong.of(jobs.start(Job.BOUNCE, "", STARTED_BY));
        }
    }

    /** Something that every run needs is away: leaves it alone for a while. */
    public void backOff() {
        notBefore = clock.instant().plus(PAUSE_AFTER_FAILURE);
    }

    private boolean isRunning() {
        if (current.isEmpty()) {
            return false;
        }
        Optional<TaskState> state = jobs.find(current.getAsLong()).map(Task::state);
        if (state.isPresent() && !state.get().isOver()) {
            return true;
        }
        current = OptionalLong.empty();
        if (state.equals(Optional.of(TaskState.COMPLETED))) {
            notBefore = clock.instant().plus(PAUSE);
        } else {
            backOff();
        }
        return false;
    }
}
