package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pabal.core.operations.Order;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.log.QueueLog;

/**
 * Does what an operator orders for many. Walks the queue in slices, each a short unit of work of its own, so that an order
 * for a million recipients stands in nobody's way. Recipients that are being delivered to are counted and not waited for.
 */
@ApplicationScoped
public class QueueOrders implements BoundAtStart {
    /** Recipients of one slice, about. */
    static final int SLICE = 1000;

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    private final SliceTransaction slices;
    private final QueueLog log;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    protected QueueOrders() {
        this(null, null);
    }

    @Inject
    QueueOrders(SliceTransaction slices, QueueLog log) {
        this.slices = slices;
        this.log = log;
    }

    /** @return how many it is about just now */
    public OrderCount count(Order order) {
        return new OrderStatements(em, order, Instant.now()).count();
    }

    /** @param after where the slice before ended; 0 at the beginning
     * @return empty at the end of the queue
     */
    public Optional<QueueSlice> nextSlice(Order order, long after) {
        List<Long> ids = new OrderStatements(em, order, Instant.now()).messages(after, SLICE);
        return ids.isEmpty() ? Optional.empty() : Optional.of(new QueueSlice(after, ids.getLast()));
    }

    /** Does it to the messages of the slice; done when this returns. */
    public SliceResult apply(Order order, QueueSlice slice) {
        SliceResult result = slices.apply(order, slice);
        result.ended().forEach(id -> log.ended(new QueueId(id)));
        return result;
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
