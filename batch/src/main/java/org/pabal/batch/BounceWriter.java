package org.pabal.batch;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.pabal.core.queue.QueueId;

/** Turns messages into their bounces, in the order of their ids. */
@Named("bounceWriter")
@Dependent
public class BounceWriter extends AbstractItemWriter {
    private final RunningTask task;
    private final DueBounces due;

    @Inject
    BounceWriter(RunningTask task, DueBounces due) {
        this.task = task;
        this.due = due;
    }

    @Override
    public void writeItems(List<Object> lists) {
        long bounced = lists.stream()
                .flatMap(list -> ((List<?>) list).stream())
                .filter(id -> due.bounce((QueueId) id))
                .count();
        task.advance(bounced, 0);
    }
}
