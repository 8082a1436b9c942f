package org.pabal.ejb.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.Channel;

/**
 * One channel's waiting line and its delivery slots. A group occupies a slot from the moment its bell is rung. Not thread-safe:
 * the dispatcher guards it.
 */
final class Lane {
    /** Local messages in a group: they share directory syncs. */
    private static final int LOCAL_GROUP = 8;

    /** Recipients of one message in one transaction. */
    private static final int REMOTE_GROUP = 100;

    /** A bell that nobody has answered for so long is rung again: JMS may have lost it. */
    private static final long BELL_LOST_NANOS = 10_000_000_000L;

    private final Channel channel;
    private final BiPredicate<DueRecipient, DueRecipient> sameTransaction;
    private final Deque<DueRecipient> waiting = new ArrayDeque<>();
    private final Map<Long, Rung> rung = new HashMap<>();
    private int running;
    private boolean lingering;
    private long newestStart;

    private record Rung(DueGroup group, long atNanos) {}

    /** @param sameTransaction for a remote lane: may the second go with the first? */
    Lane(Channel channel, BiPredicate<DueRecipient, DueRecipient> sameTransaction) {
        this.channel = channel;
        this.sameTransaction = sameTransaction;
    }

    void add(DueRecipient recipient) {
        waiting.addLast(recipient);
    }

    int waiting() {
        return waiting.size();
    }

    /** @return groups that occupy a slot */
    int running() {
        return running;
    }

    /** @return whether a further slot should be opened: there is one, and work that the open ones will not get to at once */
    boolean wantsSlot(int limit, long now, long patience) {
        if (waiting.isEmpty() || running >= limit || (lingering && waiting.size() <= LOCAL_GROUP)) {
            return false;
        }
        // a local slot takes several messages, and fewer slots mean more messages that share a directory sync
        boolean openOnesSuffice =
                channel == Channel.LOCAL && running > 0 && waiting.size() < LOCAL_GROUP && now - newestStart < patience;
        return !openOnesSuffice;
    }

    /** Occupies a slot with the next group; its bell must be rung now. */
    DueGroup open(long number, long now) {
        running++;
        newestStart = now;
        DueGroup group = next(number);
        rung.put(number, new Rung(group, now));
        return group;
    }

    /** @return the group of a bell; empty if the bell was answered before, or belongs to another life */
    Optional<DueGroup> answer(long number) {
        return Optional.ofNullable(rung.remove(number)).map(Rung::group);
    }

    /** A slot whose group is done takes the next one. */
    Optional<DueGroup> again(long number, long now) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        newestStart = now;
        return Optional.of(next(number));
    }

    /** A slot is free. */
    void close() {
        running--;
    }

    /** One slot at a time waits a moment for work, so that it need not be woken by JMS again. */
    boolean linger() {
        boolean first = !lingering;
        lingering = true;
        return first;
    }

    void endLinger() {
        lingering = false;
    }

    boolean isLingering() {
        return lingering;
    }

    /** @return groups whose bell seems lost; they count as rung now */
    List<DueGroup> lostBells(long now) {
        List<DueGroup> lost = new ArrayList<>();
        rung.replaceAll((number, bell) -> {
            if (now - bell.atNanos() < BELL_LOST_NANOS) {
                return bell;
            }
            lost.add(bell.group());
            return new Rung(bell.group(), now);
        });
        return lost;
    }

    /** Takes everything back that has not begun. */
    List<DueRecipient> drain() {
        List<DueRecipient> drained = new ArrayList<>(waiting);
        waiting.clear();
        return drained;
    }

    private DueGroup next(long number) {
        List<DueRecipient> group = new ArrayList<>(LOCAL_GROUP);
        DueRecipient first = waiting.removeFirst();
        group.add(first);
        int most = channel == Channel.LOCAL ? LOCAL_GROUP : REMOTE_GROUP;
        Iterator<DueRecipient> rest = waiting.iterator();
        while (group.size() < most && rest.hasNext()) {
            @Nullable DueRecipient candidate = rest.next();
            if (channel == Channel.REMOTE && !sameTransaction.test(first, candidate)) {
                break;
            }
            rest.remove();
            group.add(candidate);
        }
        return new DueGroup(number, channel, group);
    }
}
