/**
 * Jakarta Batch jobs: whatever walks the queue. Entry class {@link org.pabal.batch.Tasks}; the jobs are in
 * {@code META-INF/batch-jobs}. Invariant: a job that dies half way has lost nothing, since rows are changed in small units of
 * work of the queue's own, and the job can be started again.
 */
@NullMarked
package org.pabal.batch;

import org.jspecify.annotations.NullMarked;
