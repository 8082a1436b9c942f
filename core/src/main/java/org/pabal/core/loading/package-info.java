/**
 * Loads classes before they are needed. A virtual thread that the JVM makes wait for a class loader keeps its carrier; when
 * all carriers wait so, and the loader's lock is another virtual thread's, nothing moves any more (decision 011). Code that
 * virtual threads run is therefore loaded by the thread that starts the application.
 *
 * <p>Entry: {@link EarlyLoading}. Invariant: nothing is initialised here, and what cannot be loaded is left for its use to
 * complain about.
 */
@NullMarked
package org.pabal.core.loading;

import org.jspecify.annotations.NullMarked;
