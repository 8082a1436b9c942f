/**
 * Sessions as operators may watch them while they happen: ucspi-tcp's recordio for whoever asks. Entry classes
 * {@link org.pabal.core.trace.SessionTrace}, which a session writes, and {@link org.pabal.core.trace.Traces}, from which
 * watchers read. Invariants: a session never waits for a watcher; no secret and no content gets in; all memory has a bound.
 */
@NullMarked
package org.pabal.core.trace;

import org.jspecify.annotations.NullMarked;
