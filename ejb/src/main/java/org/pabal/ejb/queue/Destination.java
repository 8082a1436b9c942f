package org.pabal.ejb.queue;

import org.pabal.core.routing.Route;

/**
 * Where remote recipients go, with those that wait for it. How many groups may be on their way to it at the same time is found
 * out: it begins with a few, grows by one with each group that is served, and is halved when one is refused. Not thread-safe.
 */
final class Destination {
    /** Groups at the same time to a destination that nothing is known of. */
    static final int AT_FIRST = 5;

    private final Route route;
    private final Turns turns = new Turns();
    private int running;
    private int window = AT_FIRST;
    private Standing standing;
    private Place place = Place.NOWHERE;

    /** Where it waits for its turn. */
    enum Place {
        /** it has nothing to send, or all that it may at the same time is on its way */
        NOWHERE,
        /** in line with others of its standing */
        IN_LINE,
        /** its rate is used up */
        ASLEEP
    }

    /** @param standing while none of its groups has ended */
    Destination(Route route, Standing standing) {
        this.route = route;
        this.standing = standing;
    }

    Route route() {
        return route;
    }

    Turns turns() {
        return turns;
    }

    /** @return groups on their way */
    int running() {
        return running;
    }

    Standing standing() {
        return standing;
    }

    /** @return groups that may be on their way at the same time, as far as its limit allows */
    int window() {
        return window;
    }

    Place place() {
        return place;
    }

    void put(Place where) {
        place = where;
    }

    /** @param limit at least 1 */
    boolean mayStart(int limit) {
        return turns.size() > 0 && running < Math.min(window, limit);
    }

    boolean isIdle() {
        return running == 0 && turns.size() == 0;
    }

    void started() {
        running++;
    }

    /** @param limit at least 1 */
    void ended(Feedback feedback, int limit) {
        running--;
        window = switch (feedback) {
            case SERVED -> Math.min(window + 1, Math.max(limit, AT_FIRST));
            case REFUSED -> Math.max(1, window / 2);
            case UNTRIED -> window;
        };
        standing = switch (feedback) {
            case SERVED -> Standing.SERVED;
            case REFUSED -> Standing.REFUSED;
            case UNTRIED -> standing;
        };
    }
}
