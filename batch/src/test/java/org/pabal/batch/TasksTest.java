package org.pabal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.batch.runtime.BatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pabal.core.operations.Order;
import org.pabal.ejb.node.ThisNode;

class TasksTest {
    private static final Instant NODE_BEGAN = Instant.parse("2026-03-01T11:00:00Z");

    private final RecordedRuntime runtime = new RecordedRuntime();
    private final Progress progress = new Progress();
    private final Tasks tasks = new Tasks(new Jobs(runtime::operator, new ThisNode("alpha", NODE_BEGAN), progress));

    private long flush() {
        return tasks.start(Order.parse("retry all"), "ada");
    }

    private Task found(long id) {
        return tasks.find(id).orElseThrow();
    }

    @Test
    void aTaskSaysWhatItIsAndWhoStartedIt() {
        long id = tasks.start(Order.parse("hold recipientDomain=far.test"), "ada");
        runtime.run(id).userData = "120/4500";

        assertThat(found(id))
                .isEqualTo(new Task(
                        id,
                        "queue-order",
                        "hold recipient=@far.test",
                        TaskState.RUNNING,
                        Optional.of(new TaskProgress(120, 0, OptionalLong.of(4500))),
                        "ada",
                        "alpha",
                        Instant.parse("2026-03-01T12:00:00Z"),
                        Optional.empty()));
    }

    @Test
    void aRunningTaskShowsWhatTheRuntimeDoesNotShowYet() {
        long id = flush();
        RecordedRuntime.Step step = new RecordedRuntime.Step(id);
        RunningTask running = step.task("retry all", progress);
        running.begin(TaskProgress.of(4500));
        running.advance(1000, 2);

        assertThat(found(id).progress()).contains(new TaskProgress(1000, 2, OptionalLong.of(4500)));
        assertThat(step.userData).isEqualTo("1000/4500+2");
    }

    @Test
    void aFinishedTaskHasAnEnd() {
        long id = flush();
        runtime.run(id).status = BatchStatus.FAILED;

        assertThat(found(id).state()).isEqualTo(TaskState.FAILED);
        assertThat(found(id).endedAt()).isPresent();
    }

    @Test
    void whatRanWhenTheServerWentDownIsInterruptedNotRunning() {
        long id = flush();
        runtime.run(id).created = NODE_BEGAN.minusSeconds(1);

        assertThat(found(id).state()).isEqualTo(TaskState.INTERRUPTED);
    }

    @Test
    void whatAnotherNodeRunsIsNotJudgedByOurStart() {
        long id = flush();
        runtime.run(id).created = NODE_BEGAN.minusSeconds(1);
        runtime.run(id).parameters.setProperty(Jobs.NODE, "beta");

        assertThat(found(id).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void theListHasTheNewestFirstAndNoMoreThanAskedFor() {
        flush();
        flush();
        flush();

        assertThat(tasks.list(2)).extracting(Task::id).containsExactly(3L, 2L);
    }

    @Test
    void anUnknownTaskIsMissing() {
        assertThat(tasks.find(9)).isEmpty();
        assertThat(tasks.stop(9)).isEqualTo(Tasks.Stop.MISSING);
    }

    @Test
    void awaitReturnsAsSoonAsTheTaskIsOver() throws InterruptedException {
        long id = flush();
        runtime.looksUntilCompleted = 2;

        assertThat(tasks.await(id, Duration.ofMinutes(1)))
                .hasValueSatisfying(task -> assertThat(task.state()).isEqualTo(TaskState.COMPLETED));
    }

    @Test
    void awaitGivesUpWithTheTaskStillRunning() throws InterruptedException {
        long id = flush();

        assertThat(tasks.await(id, Duration.ZERO))
                .hasValueSatisfying(task -> assertThat(task.state()).isEqualTo(TaskState.RUNNING));
    }

    @Test
    void stopReachesARunningTaskOnly() {
        long running = flush();
        long over = flush();
        runtime.run(over).status = BatchStatus.COMPLETED;

        assertThat(tasks.stop(running)).isEqualTo(Tasks.Stop.STOPPING);
        assertThat(tasks.stop(over)).isEqualTo(Tasks.Stop.OVER);
        assertThat(runtime.stopped).containsExactly(running);
    }
}
