package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;

/** The rows of nodes that an operator has paused. */
@ApplicationScoped
@Transactional
class PausedNodes implements BoundAtStart {
    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    /** Harmless if it is there. */
    @Durable
    public void add(String name) {
        if (!contains(name)) {
            em.createNativeQuery("insert into paused_node (name, since) values (?1, current_timestamp)")
                    .setParameter(1, name)
                    .executeUpdate();
        }
    }

    /** Harmless if it is not there. */
    @Durable
    public void remove(String name) {
        em.createNativeQuery("delete from paused_node where name = ?1")
                .setParameter(1, name)
                .executeUpdate();
    }

    public boolean contains(String name) {
        return !em.createNativeQuery("select name from paused_node where name = ?1")
                .setParameter(1, name)
                .getResultList()
                .isEmpty();
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
