package org.pabal.ejb.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.routing.Route;

/** Destinations that recipients wait for, and what was learnt of others lately. Not thread-safe. */
final class Destinations {
    /** Those that nothing waits for are forgotten beyond so many. */
    static final int REMEMBERED = 10_000;

    /** the one that was longest not asked for first */
    private final Map<Route, Destination> byRoute = new LinkedHashMap<>(16, 0.75f, true);

    /** @param standing if nothing is known of it */
    Destination of(Route route, Standing standing) {
        Destination known = byRoute.get(route);
        if (known != null) {
            return known;
        }
        Destination destination = new Destination(route, standing);
        byRoute.put(route, destination);
        forgetSome();
        return destination;
    }

    Optional<Destination> find(Route route) {
        return Optional.ofNullable(byRoute.get(route));
    }

    /** Two for each that comes, so that the table shrinks again after a rush; those in use go to the end. */
    private void forgetSome() {
        for (int i = 0; i < 2 && byRoute.size() > REMEMBERED; i++) {
            Destination eldest = byRoute.values().iterator().next();
            byRoute.remove(eldest.route());
            if (!eldest.isIdle()) {
                byRoute.put(eldest.route(), eldest);
            }
        }
    }

    List<Destination> busiest(int most) {
        return byRoute.values().stream()
                .sorted(Comparator.<Destination>comparingInt(d -> d.turns().size())
                        .thenComparingInt(Destination::running)
                        .reversed())
                .limit(most)
                .toList();
    }

    List<DueRecipient> drain() {
        List<DueRecipient> all = new ArrayList<>();
        for (Destination destination : byRoute.values()) {
            all.addAll(destination.turns().drain());
            destination.put(Destination.Place.NOWHERE);
        }
        return all;
    }
}
