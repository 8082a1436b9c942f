/**
 * Sessions while they happen, as server-sent events. Entry class {@link org.pabal.web.trace.TraceResource}. Invariant: a watcher
 * costs one thread of its own, none of those that answer requests, and ends with its client.
 */
@NullMarked
package org.pabal.web.trace;

import org.jspecify.annotations.NullMarked;
