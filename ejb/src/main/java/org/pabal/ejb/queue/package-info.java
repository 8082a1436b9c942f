/**
 * The queue: rows of messages and undelivered recipients, written in groups that share one durable commit.
 *
 * <p>Entry classes {@link org.pabal.ejb.queue.QueueWriter} (in), {@link org.pabal.ejb.queue.OutcomeWriter} (out),
 * {@link org.pabal.ejb.queue.Dispatcher} (who is tried when) and {@link org.pabal.ejb.queue.MailQueue} (what operators see).
 * Invariant: rows are the truth; whatever is in memory, or in JMS, may be lost or doubled without losing mail.
 */
@NullMarked
package org.pabal.ejb.queue;

import org.jspecify.annotations.NullMarked;
