/**
 * The way of a message from a session, or from inside the application, into the queue. Entry classes
 * {@link org.pabal.ejb.receive.SmtpListenerBean} and {@link org.pabal.ejb.receive.Injection}. Invariant: nothing is said to be
 * accepted before {@link org.pabal.ejb.queue.QueueWriter} has returned.
 */
@NullMarked
package org.pabal.ejb.receive;

import org.jspecify.annotations.NullMarked;
