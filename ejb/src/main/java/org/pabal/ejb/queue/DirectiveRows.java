package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.pabal.core.operations.Directives;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;

/** The rows of {@code directive}, apart from the walks. */
@ApplicationScoped
@Transactional
class DirectiveRows implements BoundAtStart {
    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    /** @return empty if too many stand already */
    @Durable
    public Optional<StandingDirective> add(DirectiveWish wish) {
        if (list().size() >= Directives.MOST) {
            return Optional.empty();
        }
        StoredDirective row = new StoredDirective(wish);
        em.persist(row);
        em.flush();
        return Optional.of(row.view());
    }

    /** @return in the order of their ids */
    public List<StandingDirective> list() {
        return em.createQuery("select d from StoredDirective d order by d.id", StoredDirective.class)
                .getResultStream()
                .map(StoredDirective::view)
                .toList();
    }

    /** @return whether it stood until now */
    @Durable
    public boolean end(long id) {
        return new Sql("update directive set ended = true, walked = 0 where ended = false and id = ?", id).execute(em)
                > 0;
    }

    /** Ends those whose time is over. */
    public void endExpired() {
        new Sql("update directive set ended = true, walked = 0 where ended = false"
                        + " and expires_at <= current_timestamp")
                .execute(em);
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
