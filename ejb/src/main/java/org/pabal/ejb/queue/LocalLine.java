package org.pabal.ejb.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pabal.core.queue.Channel;

/** The local channel's line: groups of several messages, which share directory syncs. */
final class LocalLine implements Line {
    static final int GROUP = 8;

    private final Turns turns = new Turns();

    @Override
    public void add(DueRecipient recipient) {
        turns.add(recipient);
    }

    @Override
    public int waiting() {
        return turns.size();
    }

    @Override
    public boolean isReady(int limit) {
        return turns.size() > 0;
    }

    @Override
    public Optional<DueGroup> next(long number, int limit) {
        if (turns.size() == 0) {
            return Optional.empty();
        }
        List<DueRecipient> group = new ArrayList<>(GROUP);
        while (group.size() < GROUP && turns.size() > 0) {
            group.addAll(turns.next(1));
        }
        return Optional.of(new DueGroup(number, Channel.LOCAL, group));
    }

    /** A mailbox that refuses takes no time from others. */
    @Override
    public void ended(DueGroup group, Feedback feedback) {}

    @Override
    public List<DueRecipient> drain() {
        return turns.drain();
    }
}
