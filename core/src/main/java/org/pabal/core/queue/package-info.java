/** Envelope, recipients and their states, outcomes and the retry schedule. */
@NullMarked
package org.pabal.core.queue;

import org.jspecify.annotations.NullMarked;
