package org.pabal.batch;

import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobSecurityException;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.StepExecution;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pabal.ejb.node.ThisNode;

/**
 * The batch runtime in our words. It remembers every run there ever was, also of earlier lives of the server, which it then
 * takes for running: a run that began before this node did is dead.
 *
 * <p>A session bean, because the server shows a run only to the component that started it; so whoever asks, from a timer or
 * a request, must come through this one. A new deployment is a new component, and does not see runs of the one before.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Jobs {
    static final String SUBJECT = "subject";
    static final String STARTED_BY = "startedBy";
    static final String NODE = "node";

    private final Supplier<JobOperator> operator;
    private final ThisNode node;
    private final Progress progress;

    /** For the container's proxy, which never uses its own fields. */
    public Jobs() {
        this(new ThisNode("", Instant.EPOCH), new Progress());
    }

    @Inject
    Jobs(ThisNode node, Progress progress) {
        this(BatchRuntime::getJobOperator, node, progress);
    }

    Jobs(Supplier<JobOperator> operator, ThisNode node, Progress progress) {
        this.operator = operator;
        this.node = node;
        this.progress = progress;
    }

    public long start(Job job, String subject, String startedBy) {
        Properties parameters = new Properties();
        parameters.setProperty(SUBJECT, subject);
        parameters.setProperty(STARTED_BY, startedBy);
        parameters.setProperty(NODE, node.name());
        return operator.get().start(job.id, parameters);
    }

    public List<Task> list(int limit) {
        return Stream.of(Job.values())
                .flatMap(job -> instances(job, limit))
                .flatMap(instance -> operator.get().getJobExecutions(instance).stream())
                .sorted(Comparator.comparingLong(JobExecution::getExecutionId).reversed())
                .limit(limit)
                .map(this::task)
                .toList();
    }

    public Optional<Task> find(long id) {
        try {
            return Optional.of(task(operator.get().getJobExecution(id)));
        } catch (NoSuchJobExecutionException | JobSecurityException e) {
            return Optional.empty();
        }
    }

    /** @return false if it is not running any more */
    public boolean stop(long id) {
        try {
            operator.get().stop(id);
            return true;
        } catch (JobExecutionNotRunningException e) {
            return false;
        }
    }

    private Stream<JobInstance> instances(Job job, int limit) {
        try {
            return operator.get().getJobInstances(job.id, 0, limit).stream();
        } catch (NoSuchJobException e) {
            // one that never ran
            return Stream.empty();
        }
    }

    private Task task(JobExecution execution) {
        Properties parameters =
                Optional.ofNullable(execution.getJobParameters()).orElseGet(Properties::new);
        Instant created = execution.getCreateTime().toInstant();
        String where = parameters.getProperty(NODE, "");
        boolean alive = !where.equals(node.name()) || !created.isBefore(node.began());
        TaskState state = TaskState.of(execution.getBatchStatus(), alive);
        return new Task(
                execution.getExecutionId(),
                execution.getJobName(),
                parameters.getProperty(SUBJECT, ""),
                state,
                progress.find(execution.getExecutionId()).or(() -> kept(execution.getExecutionId())),
                parameters.getProperty(STARTED_BY, ""),
                where,
                created,
                state.isOver() ? Optional.ofNullable(execution.getEndTime()).map(Date::toInstant) : Optional.empty());
    }

    private Optional<TaskProgress> kept(long id) {
        return operator.get().getStepExecutions(id).stream()
                .map(StepExecution::getPersistentUserData)
                .filter(String.class::isInstance)
                .flatMap(text -> TaskProgress.parse((String) text).stream())
                .reduce((first, second) -> second);
    }
}
