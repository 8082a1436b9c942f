package org.pabal.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pabal.core.operations.Order;

/** Long work, as administrators see it: start it, look at it, wait for it, stop it. */
@ApplicationScoped
public class Tasks {
    /** How long {@link #await} waits at most. */
    public static final Duration MAX_AWAIT = Duration.ofMinutes(1);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Jobs jobs;

    /** For the container's proxy, which never uses its own fields. */
    Tasks() {
        this(new Jobs());
    }

    @Inject
    Tasks(Jobs jobs) {
        this.jobs = jobs;
    }

    /** What became of a wish to stop a task. */
    public enum Stop {
        /** it stops at the end of the slice it is in */
        STOPPING,
        /** it was over already */
        OVER,
        MISSING
    }

    /** Does to many what an operator orders.
     *
     * @param startedBy the administrator
     * @return the id of the task that does it
     */
    public long start(Order order, String startedBy) {
        return jobs.start(Job.ORDER, order.text(), startedBy);
    }

    /** @return at most so many, newest first */
    public List<Task> list(int limit) {
        return jobs.list(limit);
    }

    public Optional<Task> find(long id) {
        return jobs.find(id);
    }

    /** Waits until the task is over, or the time is.
     *
     * @param timeout longer than {@link #MAX_AWAIT} is taken for that
     * @return how it stands then; empty if there is no such task
     */
    public Optional<Task> await(long id, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + min(timeout, MAX_AWAIT).toNanos();
        Optional<Task> task = jobs.find(id);
        long left = deadline - System.nanoTime();
        while (task.isPresent() && !task.get().state().isOver() && left > 0) {
            Thread.sleep(min(LOOK_EVERY, Duration.ofNanos(left)));
            task = jobs.find(id);
            left = deadline - System.nanoTime();
        }
        return task;
    }

    public Stop stop(long id) {
        Optional<Task> task = jobs.find(id);
        if (task.isEmpty()) {
            return Stop.MISSING;
        }
        return !task.get().state().isOver() && jobs.stop(id) ? Stop.STOPPING : Stop.OVER;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
