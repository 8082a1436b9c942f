package org.pabal.ejb.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.pabal.ejb.queue.Destination.Place;

/**
 * Which destination starts next. Those of a standing stand in one line, and the three lines take turns, as far as each has
 * slots: new and refused ones three quarters of all, refused ones half. Not thread-safe.
 */
final class DestinationTurns {
    private final ToIntFunction<Destination> concurrency;
    private final Map<Standing, Deque<Destination>> lines = new EnumMap<>(Standing.class);
    private final Map<Standing, Integer> slots = new EnumMap<>(Standing.class);
    private Standing turn = Standing.NEW;

    /** @param concurrency groups that may be on their way to a destination, at least 1 */
    DestinationTurns(ToIntFunction<Destination> concurrency) {
        this.concurrency = concurrency;
    }

    /** Lets it stand in line unless it does, sleeps, or has nothing that may start. */
    void enter(Destination destination) {
        if (destination.place() == Place.NOWHERE && mayStart(destination)) {
            destination.put(Place.IN_LINE);
            line(destination.standing()).addLast(destination);
        }
    }

    /** @param limit slots of the channel */
    boolean isReady(int limit) {
        return standingInTurn(limit).isPresent();
    }

    /** @return the one whose turn it is; it stands in no line any more */
    Destination next(int limit) {
        Standing standing = standingInTurn(limit).orElseThrow();
        turn = after(standing);
        Destination destination = line(standing).removeFirst();
        destination.put(Place.NOWHERE);
        return destination;
    }

    /** A group of it is on its way. */
    void started(Destination destination) {
        destination.started();
        occupied(destination.standing(), 1);
        enter(destination);
    }

    void ended(Destination destination, Feedback feedback) {
        Standing before = destination.standing();
        occupied(before, -destination.running());
        destination.ended(feedback, concurrency.applyAsInt(destination));
        occupied(destination.standing(), destination.running());
        if (before != destination.standing() && destination.place() == Place.IN_LINE) {
            line(before).remove(destination);
            destination.put(Place.NOWHERE);
        }
        enter(destination);
    }

    void clear() {
        lines.clear();
    }

    private Optional<Standing> standingInTurn(int limit) {
        Standing standing = turn;
        for (int i = 0; i < Standing.values().length; i++) {
            if (hasSlot(standing, limit) && leads(line(standing))) {
                return Optional.of(standing);
            }
            standing = after(standing);
        }
        return Optional.empty();
    }

    private static Standing after(Standing standing) {
        return switch (standing) {
            case NEW -> Standing.SERVED;
            case SERVED -> Standing.REFUSED;
            case REFUSED -> Standing.NEW;
        };
    }

    private boolean hasSlot(Standing standing, int limit) {
        int refused = slots.getOrDefault(Standing.REFUSED, 0);
        boolean ofTheOthers = refused + slots.getOrDefault(Standing.NEW, 0) < limit - limit / 4;
        return switch (standing) {
            case NEW -> ofTheOthers;
            case SERVED -> true;
            case REFUSED -> ofTheOthers && refused < limit - limit / 2;
        };
    }

    /** Puts aside those that lead a line and may not start now: they enter again when a group of theirs has ended. */
    private boolean leads(Deque<Destination> line) {
        while (!line.isEmpty() && !mayStart(line.getFirst())) {
            line.removeFirst().put(Place.NOWHERE);
        }
        return !line.isEmpty();
    }

    private boolean mayStart(Destination destination) {
        return destination.mayStart(concurrency.applyAsInt(destination));
    }

    private void occupied(Standing standing, int change) {
        slots.merge(standing, change, Integer::sum);
    }

    private Deque<Destination> line(Standing standing) {
        return lines.computeIfAbsent(standing, s -> new ArrayDeque<>());
    }
}
