package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.Channel;
import org.pabal.ejb.control.ControlStore;

/**
 * Decides who is tried when: due recipients wait here in line, and go out as far as {@code concurrencylocal} and
 * {@code concurrencyremote} allow. A free slot gets a group of recipients and a bell by JMS; a slot that has finished takes the
 * next group itself. Everything here may be lost with the process: the rows are owned by this node and are taken over.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    /** Recipients held in memory for each channel; the database holds the rest. */
    static final int MAX_WAITING = 20_000;

    /** The dispatcher looks again by itself, so that nothing depends on one signal. */
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long a slot without work waits for some. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(10);

    /** How long a few local messages may wait for a running slot before they get one of their own. */
    private static final long SLOT_PATIENCE = TimeUnit.MILLISECONDS.toNanos(5);

    @Resource
    ManagedThreadFactory threads;

    private final ControlStore controls;
    private final DeliveryBell bell;
    private final OutcomeWriter outcomes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition arrival = lock.newCondition();
    private final Lane local = new Lane(Channel.LOCAL, (first, second) -> true);
    private final Lane remote = new Lane(Channel.REMOTE, this::sameTransaction);
    private long bells;
    private boolean paused;
    private boolean stopping;
    private @Nullable Thread thread;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    Dispatcher() {
        this(null, null, null);
    }

    @Inject
    Dispatcher(ControlStore controls, DeliveryBell bell, OutcomeWriter outcomes) {
        this.controls = controls;
        this.bell = bell;
        this.outcomes = outcomes;
    }

    void start() {
        Thread dispatcher = threads.newThread(this::run);
        dispatcher.setName("pabal dispatcher");
        thread = dispatcher;
        dispatcher.start();
    }

    /** Starts nothing more, and waits for running deliveries as long as the application may take to stop. */
    void stop() throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
            work.signalAll();
            long left = TimeUnit.SECONDS.toNanos(15);
            while (left > 0 && local.running() + remote.running() > 0) {
                left = work.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        Thread dispatcher = thread;
        if (dispatcher != null) {
            dispatcher.join(TimeUnit.SECONDS.toMillis(5));
        }
        release();
    }

    /** @return whether so many recipients more can be held in memory, and may be started */
    boolean hasRoomFor(int recipients) {
        return room(Channel.LOCAL) >= recipients && room(Channel.REMOTE) >= recipients;
    }

    /** @return how many recipients more this channel can hold in memory just now */
    int room(Channel channel) {
        lock.lock();
        try {
            return paused || stopping ? 0 : MAX_WAITING - lane(channel).waiting();
        } finally {
            lock.unlock();
        }
    }

    /** Takes recipients that this node owns. */
    void offer(List<DueRecipient> due) {
        if (due.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            due.forEach(recipient -> lane(recipient.channel()).add(recipient));
            if (local.isLingering() || remote.isLingering()) {
                arrival.signalAll();
            }
            if (wantsSlot(local, Channel.LOCAL) || wantsSlot(remote, Channel.REMOTE)) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Works a slot off, from its first group until nothing is due. A surprise in an attempt costs no recipient: the group goes
     * back to the database and is due again.
     *
     * @param attempt records an outcome for each recipient of a group
     */
    public void work(DueGroup first, Consumer<DueGroup> attempt) {
        Optional<DueGroup> group = Optional.of(first);
        while (group.isPresent()) {
            try {
                attempt.accept(group.get());
            } catch (RuntimeException | Error e) {
                LOG.log(Level.SEVERE, "A delivery ended in a surprise; its recipients are due again", e);
                giveBack(group.get().recipients());
            }
            group = finished(group.get());
        }
    }

    /** Begins the group of a bell.
     *
     * @return empty for a bell that came twice or from another life
     */
    public Optional<DueGroup> begin(Channel channel, long number) {
        lock.lock();
        try {
            return lane(channel).answer(number);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The group's attempts are over. Waits a moment for more work if there is none: under load that saves most bells.
     *
     * @return the next group for the same slot; when empty, the slot is given back
     */
    private Optional<DueGroup> finished(DueGroup group) {
        Channel channel = group.channel();
        Lane lane = lane(channel);
        Optional<DueGroup> next = Optional.empty();
        lock.lock();
        try {
            next = nextFor(lane, channel);
            if (next.isEmpty() && lane.linger()) {
                next = linger(lane, channel);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (next.isEmpty()) {
                lane.close();
            }
            // what this slot leaves must not wait for it; and a stop waits for the last slot
            if (stopping || wantsSlot(lane, channel)) {
                work.signalAll();
            }
            lock.unlock();
        }
        return next;
    }

    private Optional<DueGroup> linger(Lane lane, Channel channel) throws InterruptedException {
        try {
            Optional<DueGroup> next = Optional.empty();
            long left = LINGER;
            while (next.isEmpty() && left > 0 && mayGoOn(lane, channel)) {
                left = arrival.awaitNanos(left);
                next = nextFor(lane, channel);
            }
            return next;
        } finally {
            lane.endLinger();
        }
    }

    private Optional<DueGroup> nextFor(Lane lane, Channel channel) {
        return mayGoOn(lane, channel) ? lane.again(++bells, System.nanoTime()) : Optional.empty();
    }

    private boolean mayGoOn(Lane lane, Channel channel) {
        return !paused && !stopping && lane.running() <= limit(channel);
    }

    /** What qmail-send's {@code status:} line says. */
    public Status status() {
        lock.lock();
        try {
            return new Status(local.running(), limit(Channel.LOCAL), remote.running(), limit(Channel.REMOTE));
        } finally {
            lock.unlock();
        }
    }

    /** @param local groups in local slots
     * @param localLimit {@code concurrencylocal} */
    public record Status(int local, int localLimit, int remote, int remoteLimit) {}

    /** Starts no delivery until {@link #resume()}; what runs is finished. */
    void pause() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
        release();
    }

    void resume() {
        lock.lock();
        try {
            paused = false;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    public boolean paused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    /** Rings again for groups that nobody began. */
    void ringAgain() {
        List<DueGroup> lost = new ArrayList<>();
        lock.lock();
        try {
            lost.addAll(local.lostBells(System.nanoTime()));
            lost.addAll(remote.lostBells(System.nanoTime()));
            work.signal();
        } finally {
            lock.unlock();
        }
        lost.forEach(this::ring);
    }

    private void run() {
        while (true) {
            try {
                DueGroup group = nextToRing();
                if (group == null) {
                    return;
                }
                ring(group);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "The dispatcher goes on after a surprise", e);
            }
        }
    }

    private @Nullable DueGroup nextToRing() throws InterruptedException {
        lock.lock();
        try {
            while (!stopping) {
                long now = System.nanoTime();
                for (Lane lane : List.of(local, remote)) {
                    Channel channel = lane == local ? Channel.LOCAL : Channel.REMOTE;
                    if (wantsSlot(lane, channel)) {
                        return lane.open(++bells, now);
                    }
                }
                // a local message may have to wait for a slot of its own until the running ones prove slow
                boolean hurry = !paused && local.waiting() > 0 && local.running() < limit(Channel.LOCAL);
                work.awaitNanos(hurry ? SLOT_PATIENCE : IDLE);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void ring(DueGroup group) {
        if (!bell.ring(group)) {
            LOG.log(Level.WARNING, "JMS takes no bell just now; group {0} is rung again in a moment", group.number());
        }
    }

    /** Gives waiting recipients back to the database. */
    private void release() {
        List<DueRecipient> waiting = new ArrayList<>();
        lock.lock();
        try {
            waiting.addAll(local.drain());
            waiting.addAll(remote.drain());
        } finally {
            lock.unlock();
        }
        giveBack(waiting);
    }

    private void giveBack(List<DueRecipient> recipients) {
        if (!recipients.isEmpty()) {
            outcomes.record(recipients.stream()
                    .<RecipientOutcome>map(RecipientOutcome.Released::new)
                    .toList());
        }
    }

    /** One message and one route; but a VERP sender is another one for each recipient. */
    private boolean sameTransaction(DueRecipient first, DueRecipient second) {
        if (!first.mail().id().equals(second.mail().id()) || first.mail().sender() instanceof ReversePath.Verp) {
            return false;
        }
        var routes = controls.current().smtpRoutes();
        return routes.routeFor(first.address().domain())
                .equals(routes.routeFor(second.address().domain()));
    }

    private boolean wantsSlot(Lane lane, Channel channel) {
        return !paused && lane.wantsSlot(limit(channel), System.nanoTime(), SLOT_PATIENCE);
    }

    private Lane lane(Channel channel) {
        return channel == Channel.LOCAL ? local : remote;
    }

    private int limit(Channel channel) {
        return channel == Channel.LOCAL
                ? controls.current().concurrencyLocal()
                : controls.current().concurrencyRemote();
    }
}
