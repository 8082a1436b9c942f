package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.queue.Channel;
import org.pabal.core.routing.Route;
import org.pabal.ejb.control.ControlStore;

/**
 * Decides who is tried when: due recipients wait here in line, and go out as far as {@code concurrencylocal},
 * {@code concurrencyremote} and {@code destinationlimits} allow. A free slot gets a group of recipients and a bell by JMS, or a
 * thread of its own while JMS is away; a slot that has finished takes the next group itself. Everything here may be lost with
 * the process: the rows are owned by this node and are taken over.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    /** As long as the application may take to stop. */
    private static final long STOP = TimeUnit.SECONDS.toNanos(15);

    @Resource
    ManagedThreadFactory threads;

    private final DeliveryBell bell;
    private final OwnSlots ownSlots;
    private final OutcomeWriter outcomes;
    private final RemoteLine remote;
    private final Slots slots;
    private final SlotOpener opener;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    Dispatcher() {
        this(null, null, null, null);
    }

    @Inject
    Dispatcher(ControlStore controls, DeliveryBell bell, OwnSlots ownSlots, OutcomeWriter outcomes) {
        this.bell = bell;
        this.ownSlots = ownSlots;
        this.outcomes = outcomes;
        this.remote = new RemoteLine(
                recipient -> recipient.route(controls.current().smtpRoutes()),
                route -> controls.current().destinationLimits().of(route),
                InstantSource.system());
        this.slots = new Slots(
                new Lane(
                        Channel.LOCAL, new LocalLine(), () -> controls.current().concurrencyLocal()),
                new Lane(Channel.REMOTE, remote, () -> controls.current().concurrencyRemote()));
        this.opener = new SlotOpener(slots, this::ringFor);
    }

    void start() {
        opener.start(threads);
    }

    /** Starts nothing more, and waits for running deliveries as long as the application may take to stop. */
    void stop() throws InterruptedException {
        slots.stop(STOP);
        opener.join();
        giveBack(slots.drain());
    }

    /** @return whether all recipients of a new message can be held in memory, and may be started */
    boolean hasRoomFor(int recipients) {
        Share share = Share.ofNew(recipients);
        return room(Channel.LOCAL, share) >= recipients && room(Channel.REMOTE, share) >= recipients;
    }

    /** @return how many recipients more can be held in memory just now */
    int room(Channel channel, Share share) {
        return slots.room(channel, share);
    }

    /** Takes recipients that this node owns. */
    void offer(List<DueRecipient> due) {
        if (!due.isEmpty()) {
            slots.offer(due);
        }
    }

    /**
     * Works a slot off, from its first group until nothing is due. A surprise in an attempt costs no recipient: the group goes
     * back to the database and is due again.
     *
     * @param attempt records an outcome for each recipient of a group
     */
    public void work(DueGroup first, Function<DueGroup, Feedback> attempt) {
        Optional<DueGroup> group = Optional.of(first);
        while (group.isPresent()) {
            Feedback feedback = Feedback.REFUSED;
            try {
                feedback = attempt.apply(group.get());
            } catch (RuntimeException | Error e) {
                LOG.log(Level.SEVERE, "A delivery ended in a surprise; its recipients are due again", e);
                giveBack(group.get().recipients());
            }
            group = slots.ended(group.get(), feedback);
        }
    }

    /** Begins the group of a bell.
     *
     * @return empty for a bell that came twice or from another life, or only to be heard
     */
    public Optional<DueGroup> begin(Channel channel, long number) {
        if (number == DeliveryBell.TRIAL) {
            bell.heard(channel);
            return Optional.empty();
        }
        return slots.answer(channel, number);
    }

    /** @return how many slots are busy, and how many may be */
    public Status status() {
        return slots.status();
    }

    /** @param local groups in local slots
     * @param localLimit {@code concurrencylocal} */
    public record Status(int local, int localLimit, int remote, int remoteLimit) {}

    /** @return the destinations of this node, those with the longest lines first */
    public List<DestinationState> destinations(int most) {
        return slots.guarded(() -> remote.states(most));
    }

    /** @return how it stands on this node; empty if nothing is known of it */
    public Optional<DestinationState> destination(Route route) {
        return slots.guarded(() -> remote.state(route));
    }

    /** Starts no delivery until {@link #resume()}; what runs is finished. */
    void pause() {
        slots.pause(true);
        giveBack(slots.drain());
    }

    void resume() {
        slots.pause(false);
    }

    public boolean paused() {
        return slots.paused();
    }

    /** Begins what nobody came for. While bells are not heard, the dispatcher's own thread may still hang in one. */
    void beginUnheard() {
        List<DueGroup> unheard = slots.lostBells();
        if (!unheard.isEmpty()) {
            bell.lost("nobody came for a bell", null);
            unheard.forEach(group -> ownSlots.start(group, this));
        }
        if (!bell.isHeard()) {
            slots.openAll().forEach(group -> ownSlots.start(group, this));
        }
    }

    private void ringFor(DueGroup group) {
        if (!bell.ring(group)) {
            ownSlots.start(group, this);
        }
    }

    private void giveBack(List<DueRecipient> recipients) {
        if (!recipients.isEmpty()) {
            outcomes.record(recipients.stream()
                    .<RecipientOutcome>map(RecipientOutcome.Released::new)
                    .toList());
        }
    }
}
