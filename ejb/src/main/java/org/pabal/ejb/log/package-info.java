/**
 * The services' logs as multilog would write them, below {@code pabal.home/log}. Entry classes
 * {@link org.pabal.ejb.log.QueueLog} and {@link org.pabal.ejb.log.SmtpLog}. Invariant: whoever logs never waits for the disk
 * longer than it takes a bounded line of lines to get shorter, and no line is dropped without a line that says so.
 */
@NullMarked
package org.pabal.ejb.log;

import org.jspecify.annotations.NullMarked;
