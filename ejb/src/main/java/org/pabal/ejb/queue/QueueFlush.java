package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.AddressPattern;
import org.pabal.ejb.database.BoundAtStart;

/**
 * Makes waiting recipients due (qmail-send's ALRM): their next attempt becomes now, by the clock of the database, unless
 * it was earlier; their age and lifetime stay. Walks the queue in slices, each a short unit of work of its own, so that a
 * flush of a million recipients stands in nobody's way. Held recipients and running deliveries are left alone.
 */
@ApplicationScoped
public class QueueFlush implements BoundAtStart {
    /** Recipients of one slice, about. */
    static final int SLICE = 1000;

    private static final String WAITING = " where state = 0 and owner is null";

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    /** @return how many recipients a flush would make due */
    public long count(FlushSelector selector) {
        Object count =
                select("select count(*) from recipient" + WAITING, selector, "").getSingleResult();
        return ((Number) count).longValue();
    }

    /** @param after where the slice before ended; 0 at the beginning
     * @return empty at the end of the queue
     */
    public Optional<FlushSlice> nextSlice(FlushSelector selector, long after) {
        List<?> ids = select(
                        "select message_id from recipient" + WAITING + " and message_id > ?1",
                        selector,
                        " order by message_id")
                .setParameter(1, after)
                .setMaxResults(SLICE)
                .getResultList();
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlushSlice(after, ((Number) ids.getLast()).longValue()));
    }

    /** @return how many recipients of the slice are due now */
    @Transactional(TxType.REQUIRES_NEW)
    public int makeDue(FlushSelector selector, FlushSlice slice) {
        String update = "update recipient set next_attempt = least(next_attempt, current_timestamp)" + WAITING
                + " and message_id > ?1 and message_id <= ?2";
        return select(update, selector, "")
                .setParameter(1, slice.after())
                .setParameter(2, slice.upTo())
                .executeUpdate();
    }

    private Query select(String statement, FlushSelector selector, String order) {
        return switch (selector) {
            case FlushSelector.All all -> em.createNativeQuery(statement + order);
            case FlushSelector.RecipientDomain wanted ->
                em.createNativeQuery(statement + " and lower(address) like ?3 escape '!'" + order)
                        .setParameter(3, Like.of(new AddressPattern.AtDomain(wanted.domain())));
        };
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
