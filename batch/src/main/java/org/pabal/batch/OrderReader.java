package org.pabal.batch;

import jakarta.batch.api.chunk.AbstractItemReader;
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
    private final RunningTask task;
    private final QueueFlush flush;
    private long after;

    @Inject
    FlushReader(RunningTask task, QueueFlush flush) {
        this.task = task;
        this.flush = flush;
    }

    /** Opened again, with the last checkpoint or none, when a slice is to be tried again. */
    @Override
    public void open(@Nullable Serializable checkpoint) {
        after = checkpoint instanceof Long last ? last : 0;
        if (after == 0) {
            task.begin(TaskProgress.of(flush.count(selector())));
        }
    }

    @Override
    public @Nullable Object readItem() {
        Optional<FlushSlice> slice = flush.nextSlice(selector(), after);
        slice.ifPresent(next -> after = next.upTo());
        return slice.orElse(null);
    }

    @Override
    public Serializable checkpointInfo() {
        return after;
    }

    private FlushSelector selector() {
        return FlushSelector.require(task.subject());
    }
}
