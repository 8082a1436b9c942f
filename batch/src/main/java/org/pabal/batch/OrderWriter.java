package org.pabal.batch;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.pabal.ejb.queue.FlushSelector;
import org.pabal.ejb.queue.FlushSlice;
import org.pabal.ejb.queue.QueueFlush;

/** Makes the recipients of slices due. */
@Named("flushWriter")
@Dependent
public class FlushWriter extends AbstractItemWriter {
    private final RunningTask task;
    private final QueueFlush flush;

    @Inject
    FlushWriter(RunningTask task, QueueFlush flush) {
        this.task = task;
        this.flush = flush;
    }

    @Override
    public void writeItems(List<Object> slices) {
        FlushSelector selector = FlushSelector.require(task.subject());
        for (Object slice : slices) {
            task.advance(flush.makeDue(selector, (FlushSlice) slice));
        }
    }
}
