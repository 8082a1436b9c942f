package org.pabal.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
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

    @Override
    public void writeItems(List<Object> slices) {
        FlushSelector selector = FlushSelector.require(subject);
        for (Object slice : slices) {
            progress.add(job, step, flush.makeDue(selector, (FlushSlice) slice));
        }
    }
}
