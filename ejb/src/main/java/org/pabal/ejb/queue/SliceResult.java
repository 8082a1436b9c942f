package org.pabal.ejb.queue;

import java.util.List;

/**
 * What became of the recipients of a slice.
 *
 * @param done to how many it was done
 * @param inFlight how many were being delivered to: a hold or another route counts for them once their delivery is deferred, anything
 *     else leaves them alone
 * @param ended messages that left the queue
 */
public record SliceResult(int done, int inFlight, List<Long> ended) {
    static final SliceResult NOTHING = new SliceResult(0, 0, List.of());
}
