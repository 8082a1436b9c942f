package org.pabal.web.queue;

import java.time.Instant;
import java.util.Optional;
import org.pabal.batch.Task;
import org.pabal.batch.TaskProgress;

/**
 * One run of a job.
 *
 * @param job {@code queue-order} or {@code bounce}
 * @param subject {@code hold recipient=@example.org}; absent when the job says it all
 * @param state {@code running}, {@code stopping}, {@code stopped}, {@code completed}, {@code failed} or {@code interrupted}
 * @param done recipients it was done to, or messages bounced
 * @param inFlight recipients that were being delivered to when the task came to them: a hold or another route counts once they are
 *     deferred, anything else left them alone
 * @param total how many there were at the beginning; absent where nobody counted
 */
public record TaskView(
        long id,
        String job,
        Optional<String> subject,
        String state,
        long done,
        long inFlight,
        Optional<Long> total,
        String startedBy,
        String node,
        Instant startedAt,
        Optional<Instant> endedAt) {
    static TaskView of(Task task) {
        return new TaskView(
                task.id(),
                task.job(),
                Optional.of(task.subject()).filter(subject -> !subject.isEmpty()),
                task.state().text(),
                task.progress().map(TaskProgress::done).orElse(0L),
                task.progress().map(TaskProgress::inFlight).orElse(0L),
                task.progress().flatMap(TaskView::total),
                task.startedBy(),
                task.node(),
                task.startedAt(),
                task.endedAt());
    }

    private static Optional<Long> total(TaskProgress progress) {
        return progress.total().isPresent() ? Optional.of(progress.total().getAsLong()) : Optional.empty();
    }
}
