package org.pabal.ejb.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.pabal.core.address.ReversePath;
import org.pabal.core.policy.DestinationLimits.Limit;
import org.pabal.core.policy.RateLimiter.Rate;
import org.pabal.core.queue.Channel;
import org.pabal.core.routing.Route;
import org.pabal.ejb.queue.Destination.Place;

/**
 * The remote channel's line: destinations take turns, and at each destination its messages. Those that nothing is known of and
 * those that refuse their mail never take more than three quarters of the slots, the latter not more than half, so that dead
 * and slow hosts leave the others their speed.
 */
final class RemoteLine implements Line {
    /** Recipients of one message in one transaction. */
    private static final int GROUP = 100;

    private final Function<DueRecipient, Route> routes;
    private final Function<Route, Limit> limits;
    private final InstantSource clock;
    private final DestinationRates rates;
    private final Destinations destinations = new Destinations();
    private final DestinationTurns turns = new DestinationTurns(this::concurrency);
    private final PriorityQueue<Asleep> asleep = new PriorityQueue<>(Comparator.comparing(Asleep::until));
    private final Map<Long, Destination> running = new HashMap<>();
    private int waiting;

    /** A destination whose rate is used up. */
    private record Asleep(Destination destination, Instant until) {}

    /**
     * @param routes where a recipient goes now
     * @param limits what may go there at the same time
     */
    RemoteLine(Function<DueRecipient, Route> routes, Function<Route, Limit> limits, InstantSource clock) {
        this.routes = routes;
        this.limits = limits;
        this.clock = clock;
        this.rates = new DestinationRates(clock);
    }

    @Override
    public void add(DueRecipient recipient) {
        Destination destination = destinations.of(
                routes.apply(recipient), recipient.share() == Share.DEFERRED ? Standing.REFUSED : Standing.NEW);
        destination.turns().add(recipient);
        waiting++;
        turns.enter(destination);
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public boolean isReady(int limit) {
        wake();
        return turns.isReady(limit);
    }

    @Override
    public Optional<DueGroup> next(long number, int limit) {
        Optional<DueGroup> group = Optional.empty();
        while (group.isEmpty() && isReady(limit)) {
            group = take(number, turns.next(limit));
        }
        return group;
    }

    /** @return empty if its rate allows nothing just now */
    private Optional<DueGroup> take(long number, Destination destination) {
        List<DueRecipient> recipients = recipients(destination);
        if (recipients.isEmpty()) {
            return Optional.empty();
        }
        waiting -= recipients.size();
        turns.started(destination);
        running.put(number, destination);
        return Optional.of(new DueGroup(number, Channel.REMOTE, recipients));
    }

    @Override
    public void ended(DueGroup group, Feedback feedback) {
        Destination destination = running.remove(group.number());
        if (destination != null) {
            turns.ended(destination, feedback);
        }
    }

    @Override
    public List<DueRecipient> drain() {
        turns.clear();
        asleep.clear();
        waiting = 0;
        return destinations.drain();
    }

    /** @return those that have or want something, the longest lines first */
    List<DestinationState> states(int most) {
        return destinations.busiest(most).stream().map(this::state).toList();
    }

    /** @return empty if nothing is known of it */
    Optional<DestinationState> state(Route route) {
        return destinations.find(route).map(this::state);
    }

    private DestinationState state(Destination destination) {
        return new DestinationState(
                destination.route(),
                destination.turns().size(),
                destination.running(),
                Math.min(destination.window(), concurrency(destination)),
                destination.standing(),
                asleep.stream()
                        .filter(one -> one.destination() == destination)
                        .map(Asleep::until)
                        .findFirst());
    }

    /** @return recipients of one message, as far as the rate allows; none if it allows none, and the destination sleeps */
    private List<DueRecipient> recipients(Destination destination) {
        Optional<Rate> rate = limits.apply(destination.route()).rate();
        int most = destination.turns().first().mail().sender() instanceof ReversePath.Verp ? 1 : GROUP;
        int allowed = rate.isEmpty() ? most : 0;
        while (allowed < most
                && allowed < destination.turns().firstSize()
                && rates.take(rate.get(), destination.route())) {
            allowed++;
        }
        if (allowed == 0) {
            Duration wait = rates.waitFor(rate.orElseThrow(), destination.route());
            destination.put(Place.ASLEEP);
            asleep.add(new Asleep(destination, clock.instant().plus(wait)));
            return List.of();
        }
        return destination.turns().next(allowed);
    }

    private void wake() {
        if (asleep.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        while (!asleep.isEmpty() && !asleep.peek().until().isAfter(now)) {
            Destination awake = asleep.remove().destination();
            awake.put(Place.NOWHERE);
            turns.enter(awake);
        }
    }

    private int concurrency(Destination destination) {
        return limits.apply(destination.route()).concurrency();
    }
}
