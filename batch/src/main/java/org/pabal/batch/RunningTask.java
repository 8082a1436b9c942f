package org.pabal.batch;

import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** The run that a reader or writer works for. */
@Dependent
class RunningTask {
    private final JobContext job;
    private final StepContext step;
    private final Progress progress;

    @Inject
    RunningTask(JobContext job, StepContext step, Progress progress) {
        this.job = job;
        this.step = step;
        this.progress = progress;
    }

    /** @return {@link Task#subject()} */
    String subject() {
        return job.getProperties().getProperty(Jobs.SUBJECT, "");
    }

    void begin(TaskProgress now) {
        progress.set(job.getExecutionId(), now);
        step.setPersistentUserData(now.text());
    }

    /** @param skipped recipients that could not be reached */
    void advance(long more, long skipped) {
        begin(Optional.ofNullable((String) step.getPersistentUserData())
                .flatMap(TaskProgress::parse)
                .orElseGet(TaskProgress::uncounted)
                .plus(more, skipped));
    }
}
