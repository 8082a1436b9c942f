/**
 * Watching sessions. Entry class {@link org.pabal.ejb.trace.Tracing}. Invariant: sessions and watchers share one object of
 * core, without a container's proxy between them.
 */
@NullMarked
package org.pabal.ejb.trace;

import org.jspecify.annotations.NullMarked;
