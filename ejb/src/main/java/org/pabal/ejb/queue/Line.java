package org.pabal.ejb.queue;

import java.util.List;
import java.util.Optional;

/** The due recipients of a channel in the order in which they are tried. Not thread-safe. */
interface Line {
    void add(DueRecipient recipient);

    /** @return recipients that wait, whether or not they may be tried just now */
    int waiting();

    /** @param limit slots of the channel
     * @return whether a group could be tried just now */
    boolean isReady(int limit);

    /** Takes a group.
     *
     * @param number of the group
     * @param limit slots of the channel
     * @return empty if none may be tried just now
     */
    Optional<DueGroup> next(long number, int limit);

    /** @param group that came from {@link #next} */
    void ended(DueGroup group, Feedback feedback);

    /** @return all that waited */
    List<DueRecipient> drain();
}
