/**
 * Log lines and stamps of qmail, ucspi-tcp and daemontools: {@link org.pabal.core.log.QueueLogLine},
 * {@link org.pabal.core.log.SessionLogLine}, {@link org.pabal.core.log.Tai64n}; {@link org.pabal.core.log.Multilog} keeps
 * them in a directory. What a peer said reaches a line only escaped, so that one event is one line.
 */
@NullMarked
package org.pabal.core.log;

import org.jspecify.annotations.NullMarked;
