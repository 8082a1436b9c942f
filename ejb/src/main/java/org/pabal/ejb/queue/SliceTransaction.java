package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import org.pabal.core.operations.Order;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;

/** One slice of an order in one unit of work. */
@ApplicationScoped
class SliceTransaction implements BoundAtStart {
    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    @Transactional(TxType.REQUIRES_NEW)
    @Durable
    public SliceResult apply(Order order, QueueSlice slice) {
        return new OrderStatements(em, order, Instant.now()).apply(slice);
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
