package org.pabal.ejb.queue;

import java.time.Instant;
import java.util.Optional;
import org.pabal.core.routing.Route;

/**
 * What operators see of a destination on this node.
 *
 * @param waiting recipients that are due and held in memory
 * @param running deliveries on their way
 * @param concurrency deliveries that may be on their way at the same time, as learnt from it
 * @param asleep until when its rate is used up
 */
public record DestinationState(
        Route route, int waiting, int running, int concurrency, Standing standing, Optional<Instant> asleep) {}
