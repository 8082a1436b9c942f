package org.pabal.ejb.deliver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.routing.Route;
import org.pabal.ejb.queue.DueRecipient;

/** Whoever made a group may not have known what an operator says of some of its recipients: each route gets its own. */
final class ByRoute {
    private ByRoute() {}

    /**
     * @param delivery gives one outcome for each of its recipients, in their order
     * @return one for each recipient, in their order
     */
    static List<DeliveryOutcome> deliver(
            List<DueRecipient> recipients,
            Function<DueRecipient, Route> routeOf,
            BiFunction<Route, List<DueRecipient>, List<DeliveryOutcome>> delivery) {
        Map<Route, List<Integer>> routes = new LinkedHashMap<>();
        for (int i = 0; i < recipients.size(); i++) {
            routes.computeIfAbsent(routeOf.apply(recipients.get(i)), route -> new ArrayList<>())
                    .add(i);
        }
        DeliveryOutcome[] outcomes = new DeliveryOutcome[recipients.size()];
        routes.forEach((route, places) -> {
            List<DeliveryOutcome> some =
                    delivery.apply(route, places.stream().map(recipients::get).toList());
            for (int i = 0; i < places.size(); i++) {
                outcomes[places.get(i)] = some.get(i);
            }
        });
        return List.of(outcomes);
    }
}
