/**
 * {@code /suppressions}: addresses that are not tried again. Entry class
 * {@link org.pabal.web.suppressions.SuppressionsResource}. Invariant: what an administrator lists has a reason of one line, since
 * it is told to senders.
 */
@NullMarked
package org.pabal.web.suppressions;

import org.jspecify.annotations.NullMarked;
