package org.pabal.connector;

import java.util.Optional;
import org.pabal.core.smtp.Dialect;
import org.pabal.core.smtp.Manners;

/**
 * How the two sides of a session talk.
 *
 * @param seat of a peer that may say XCLIENT, and then sits for another
 */
record Talk(Dialect dialect, Manners manners, Optional<Seat> seat) {
    Talk with(Manners changed) {
        return new Talk(dialect, changed, seat);
    }
}
