package org.pabal.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.ejb.queue.FlushSelector;
import org.pabal.ejb.queue.FlushSlice;
import org.pabal.ejb.queue.QueueFlush;

/** Walks the queue in slices, in the order of ids; its checkpoint is the last id it gave out. */
@Named("flushReader")
@Dependent
public class FlushReader extends AbstractItemReader {
    @Inject
    @BatchProperty(name = "subject")
    String subject;

    @Inject
    JobContext job;

    @Inject
    StepContext step;

    @Inject
    Progress progress;

    @Inject
    QueueFlush flush;

    private long after;

    @Override
    public void open(@Nullable Serializable checkpoint) {
        if (checkpoint instanceof Long last) {
            after = last;
        } else {
            progress.set(job, step, TaskProgress.of(flush.count(FlushSelector.require(subject))));
        }
    }

    @Override
    public @Nullable Object readItem() {
        Optional<FlushSlice> slice = flush.nextSlice(FlushSelector.require(subject), after);
        slice.ifPresent(next -> after = next.upTo());
        return slice.orElse(null);
    }

    @Override
    public Serializable checkpointInfo() {
        return after;
    }
}
