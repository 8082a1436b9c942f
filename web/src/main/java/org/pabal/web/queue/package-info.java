/**
 * The queue and its tasks: status, what waits and why, operators' verbs, flush, submission. Entry classes
 * {@link org.pabal.web.queue.QueueResource}, {@link org.pabal.web.queue.QueuedMessagesResource},
 * {@link org.pabal.web.queue.TasksResource} and {@link org.pabal.web.queue.SubmissionResource}. Invariant: whatever can be
 * long, a listing or a content, is streamed.
 */
@NullMarked
package org.pabal.web.queue;

import org.jspecify.annotations.NullMarked;
