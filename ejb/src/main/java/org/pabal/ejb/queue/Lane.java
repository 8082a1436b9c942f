package org.pabal.ejb.queue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.pabal.core.queue.Channel;

/**
 * One channel's waiting line and its delivery slots. A group occupies a slot from the moment its bell is rung. Not thread-safe:
 * {@link Slots} guards it.
 */
final class Lane {
    /** Recipients of each share that are held in memory; the database holds the rest. */
    static final int MAX_WAITING = 5_000;

    /** A bell that nobody has answered for so long counts as lost. */
    private static final long BELL_LOST = TimeUnit.SECONDS.toNanos(10);

    /** How long a few local messages may wait for a running slot before they get one of their own. */
    static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(5);

    private final Channel channel;
    private final Line line;
    private final IntSupplier limit;
    private final Map<Share, Integer> waiting = new EnumMap<>(Share.class);
    private final Map<Long, Rung> rung = new HashMap<>();
    private int running;
    private boolean lingering;
    private long newestStart;

    private record Rung(DueGroup group, long atNanos) {}

    /** @param limit slots there are now */
    Lane(Channel channel, Line line, IntSupplier limit) {
        this.channel = channel;
        this.line = line;
        this.limit = limit;
    }

    void add(DueRecipient recipient) {
        waiting.merge(recipient.share(), 1, Integer::sum);
        line.add(recipient);
    }

    /** @return how many recipients more can be held in memory */
    int room(Share share) {
        return MAX_WAITING - waiting.getOrDefault(share, 0);
    }

    /** @return groups that occupy a slot */
    int running() {
        return running;
    }

    int limit() {
        return limit.getAsInt();
    }

    boolean mayGoOn() {
        return running <= limit();
    }

    /** @return whether a further slot should be opened: there is one, and work that the open ones will not get to at once */
    boolean wantsSlot(long now) {
        boolean lingererSuffices = lingering && line.waiting() <= LocalLine.GROUP;
        if (running >= limit() || lingererSuffices || !line.isReady(limit())) {
            return false;
        }
        return !openOnesSuffice() || now - newestStart >= PATIENCE;
    }

    /** @return whether a slot may be wanted in a moment though none is now */
    boolean isPatient() {
        return line.waiting() > 0 && running < limit() && openOnesSuffice();
    }

    /** A local slot takes several messages, and fewer slots mean more messages that share a directory sync. */
    private boolean openOnesSuffice() {
        return channel == Channel.LOCAL && running > 0 && line.waiting() < LocalLine.GROUP;
    }

    /** Occupies a slot with the next group; its bell must be rung now. */
    Optional<DueGroup> open(long number, long now) {
        Optional<DueGroup> group = next(number, now);
        group.ifPresent(opened -> {
            running++;
            rung.put(number, new Rung(opened, now));
        });
        return group;
    }

    /** @return the group of a bell; empty if the bell was answered before, or belongs to another life */
    Optional<DueGroup> answer(long number) {
        return Optional.ofNullable(rung.remove(number)).map(Rung::group);
    }

    /** A slot whose group is done takes the next one. */
    Optional<DueGroup> next(long number, long now) {
        Optional<DueGroup> group = line.next(number, limit());
        group.ifPresent(taken -> {
            newestStart = now;
            taken.recipients().forEach(recipient -> waiting.merge(recipient.share(), -1, Integer::sum));
        });
        return group;
    }

    void ended(DueGroup group, Feedback feedback) {
        line.ended(group, feedback);
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
            if (now - bell.atNanos() < BELL_LOST) {
                return bell;
            }
            lost.add(bell.group());
            return new Rung(bell.group(), now);
        });
        return lost;
    }

    /** Takes everything back that has not begun. */
    List<DueRecipient> drain() {
        waiting.clear();
        return line.drain();
    }
}
