package org.pabal.batch;

import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.StepExecution;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A batch runtime that starts nothing: runs are as its test says. */
final class RecordedRuntime {
    /** One run, which is its own instance. */
    static final class Run {
        final long id;
        final String job;
        final Properties parameters;
        BatchStatus status = BatchStatus.STARTED;
        Instant created = Instant.parse("2026-03-01T12:00:00Z");
        String userData = "";

        Run(long id, String job, Properties parameters) {
            this.id = id;
            this.job = job;
            this.parameters = parameters;
        }
    }

    /** What a batch artifact is given. */
    static final class Step {
        private final long run;
        String userData = "";

        Step(long run) {
            this.run = run;
        }

        RunningTask task(String subject, Progress progress) {
            Properties properties = new Properties();
            properties.setProperty(Jobs.SUBJECT, subject);
            JobContext job = proxy(JobContext.class, (name, arguments) -> switch (name) {
                case "getExecutionId" -> run;
                case "getProperties" -> properties;
                default -> throw new UnsupportedOperationException(name);
            });
            StepContext step = proxy(StepContext.class, (name, arguments) -> {
                if (name.equals("setPersistentUserData")) {
                    userData = (String) arguments[0];
                }
                return userData;
            });
            return new RunningTask(job, step, progress);
        }
    }

    final Map<Long, Run> runs = new LinkedHashMap<>();
    final List<Long> stopped = new ArrayList<>();
    /** after so many looks at any run, it is completed */
    int looksUntilCompleted = Integer.MAX_VALUE;

    JobOperator operator() {
        return proxy(JobOperator.class, (name, arguments) -> switch (name) {
            case "start" -> start((String) arguments[0], (Properties) arguments[1]);
            case "stop" -> stop((Long) arguments[0]);
            case "getJobExecution" -> look((Long) arguments[0]);
            case "getStepExecutions" -> List.of(step(run((Long) arguments[0])));
            case "getJobInstances" -> instances((String) arguments[0], (Integer) arguments[2]);
            case "getJobExecutions" -> List.of(execution(run(((JobInstance) arguments[0]).getInstanceId())));
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private Object start(String job, Properties parameters) {
        Run run = new Run(runs.size() + 1, job, parameters);
        runs.put(run.id, run);
        return run.id;
    }

    private Object stop(long id) {
        if (run(id).status != BatchStatus.STARTED) {
            throw new JobExecutionNotRunningException("run " + id + " is over");
        }
        stopped.add(id);
        return id;
    }

    private JobExecution look(long id) {
        looksUntilCompleted--;
        if (looksUntilCompleted < 0) {
            run(id).status = BatchStatus.COMPLETED;
        }
        return execution(run(id));
    }

    Run run(long id) {
        Run run = runs.get(id);
        if (run == null) {
            throw new NoSuchJobExecutionException("no run " + id);
        }
        return run;
    }

    private List<JobInstance> instances(String job, int count) {
        List<JobInstance> found = runs.values().stream()
                .filter(run -> run.job.equals(job))
                .sorted((first, second) -> Long.compare(second.id, first.id))
                .limit(count)
                .map(run -> proxy(JobInstance.class, (name, arguments) -> run.id))
                .toList();
        if (found.isEmpty()) {
            throw new NoSuchJobException(job + " never ran");
        }
        return found;
    }

    private static JobExecution execution(Run run) {
        return proxy(JobExecution.class, (name, arguments) -> switch (name) {
            case "getExecutionId" -> run.id;
            case "getJobName" -> run.job;
            case "getBatchStatus" -> run.status;
            case "getCreateTime", "getEndTime" -> Date.from(run.created);
            case "getJobParameters" -> run.parameters;
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private static StepExecution step(Run run) {
        return proxy(StepExecution.class, (name, arguments) -> run.userData);
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
