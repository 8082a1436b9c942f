/** Delivery to users of this machine: assignments, {@code .qmail} instructions, Maildir. */
@NullMarked
package org.pabal.core.local;

import org.jspecify.annotations.NullMarked;
