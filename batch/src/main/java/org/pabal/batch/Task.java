package org.pabal.batch;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a job.
 *
 * @param id names it in URLs
 * @param job {@code queue-order} or {@code bounce}
 * @param subject what it is about, as {@code hold recipient=@example.org}; empty when the job says it all
 * @param progress empty before its first step
 * @param startedBy an administrator, or {@code pabal}
 * @param node where it runs
 */
public record Task(
        long id,
        String job,
        String subject,
        TaskState state,
        Optional<TaskProgress> progress,
        String startedBy,
        String node,
        Instant startedAt,
        Optional<Instant> endedAt) {}
