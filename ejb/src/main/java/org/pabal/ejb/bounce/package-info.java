/**
 * Turns messages that failed into bounces. Entry class {@link org.pabal.ejb.bounce.Bouncer}, which the bounce job calls.
 * Invariant: a bounce is queued and its original removed by the same commit, so that there is never none and never two.
 */
@NullMarked
package org.pabal.ejb.bounce;

import org.jspecify.annotations.NullMarked;
