package org.pabal.ejb.queue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pabal.core.queue.Channel;

/** The lines of both channels and the slots that their recipients are tried in. Safe for many threads. */
final class Slots {
    /** Whoever waits for work looks again by itself, so that nothing depends on one signal. */
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long a slot without work waits for some. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition arrival = lock.newCondition();
    private final Lane local;
    private final Lane remote;
    private final List<Lane> lanes;
    private long bells;
    private boolean paused;
    private boolean stopping;

    Slots(Lane local, Lane remote) {
        this.local = local;
        this.remote = remote;
        this.lanes = List.of(local, remote);
    }

    /** @return how many recipients more can be held in memory just now */
    int room(Channel channel, Share share) {
        return guarded(() -> paused || stopping ? 0 : lane(channel).room(share));
    }

    void offer(List<DueRecipient> due) {
        guarded(() -> {
            due.forEach(recipient -> lane(recipient.channel()).add(recipient));
            if (local.isLingering() || remote.isLingering()) {
                arrival.signalAll();
            }
            if (wantsSlot(local) || wantsSlot(remote)) {
                work.signal();
            }
            return null;
        });
    }

    /** @return the group of a bell; empty if the bell came twice or from another life */
    Optional<DueGroup> answer(Channel channel, long number) {
        return guarded(() -> lane(channel).answer(number));
    }

    /** @return the next group that needs a slot and its bell; empty when this application stops */
    Optional<DueGroup> open() throws InterruptedException {
        lock.lock();
        try {
            while (!stopping) {
                Optional<DueGroup> group = openOne();
                if (group.isPresent()) {
                    return group;
                }
                work.awaitNanos(!paused && local.isPatient() ? Lane.PATIENCE : IDLE);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** @return all groups that need a slot now, for whoever takes the place of a caller of {@link #open()} */
    List<DueGroup> openAll() {
        return guarded(() -> stopping
                ? List.of()
                : Stream.generate(this::openOne)
                        .takeWhile(Optional::isPresent)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Optional<DueGroup> openOne() {
        for (Lane lane : lanes) {
            Optional<DueGroup> group = wantsSlot(lane) ? lane.open(++bells, System.nanoTime()) : Optional.empty();
            if (group.isPresent()) {
                return group;
            }
        }
        return Optional.empty();
    }

    /**
     * The group's attempts are over. Waits a moment for more work if there is none: under load that saves most bells.
     *
     * @return the next group for the same slot; when empty, the slot is given back
     */
    Optional<DueGroup> ended(DueGroup group, Feedback feedback) {
        Lane lane = lane(group.channel());
        Optional<DueGroup> next = Optional.empty();
        lock.lock();
        try {
            lane.ended(group, feedback);
            next = next(lane);
            if (next.isEmpty() && lane.linger()) {
                next = linger(lane);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (next.isEmpty()) {
                lane.close();
            }
            // what this slot leaves must not wait for it; and a stop waits for the last slot
            if (stopping || wantsSlot(lane)) {
                work.signalAll();
            }
            lock.unlock();
        }
        return next;
    }

    private Optional<DueGroup> linger(Lane lane) throws InterruptedException {
        try {
            Optional<DueGroup> next = Optional.empty();
            long left = LINGER;
            while (next.isEmpty() && left > 0 && mayGoOn(lane)) {
                left = arrival.awaitNanos(left);
                next = next(lane);
            }
            return next;
        } finally {
            lane.endLinger();
        }
    }

    private Optional<DueGroup> next(Lane lane) {
        return mayGoOn(lane) ? lane.next(++bells, System.nanoTime()) : Optional.empty();
    }

    private boolean mayGoOn(Lane lane) {
        return !paused && !stopping && lane.mayGoOn();
    }

    private boolean wantsSlot(Lane lane) {
        return !paused && lane.wantsSlot(System.nanoTime());
    }

    /** @return groups whose bell seems lost */
    List<DueGroup> lostBells() {
        return guarded(() -> {
            work.signal();
            return lanes.stream()
                    .flatMap(lane -> lane.lostBells(System.nanoTime()).stream())
                    .toList();
        });
    }

    Dispatcher.Status status() {
        return guarded(() -> new Dispatcher.Status(local.running(), local.limit(), remote.running(), remote.limit()));
    }

    void pause(boolean wanted) {
        guarded(() -> {
            paused = wanted;
            work.signal();
            return null;
        });
    }

    boolean paused() {
        return guarded(() -> paused);
    }

    /** Starts nothing more, and waits so long for running deliveries. */
    void stop(long nanos) throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
            work.signalAll();
            long left = nanos;
            while (left > 0 && local.running() + remote.running() > 0) {
                left = work.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** @return all that has not begun; it is not here any more */
    List<DueRecipient> drain() {
        return guarded(
                () -> lanes.stream().flatMap(lane -> lane.drain().stream()).toList());
    }

    /** @return what the question finds while nothing changes */
    <T> T guarded(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    private Lane lane(Channel channel) {
        return channel == Channel.LOCAL ? local : remote;
    }
}
