package org.pabal.ejb;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.function.Function;

/** An empty H2 database with the tables of the control migration, and units of work in it. One at a time. */
public final class TestDatabase implements AutoCloseable {
    /** opening one takes most of a second, so all tests share it */
    private static final EntityManagerFactory FACTORY = Persistence.createEntityManagerFactory("admin-test");

    public TestDatabase() {
        inTransaction(em -> {
            em.createNativeQuery("drop all objects").executeUpdate();
            return em.createNativeQuery("runscript from 'classpath:db/migration/V100__control.sql'")
                    .executeUpdate();
        });
    }

    /** Runs a piece of work as the container does: committed when it returns, rolled back when it throws. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager em = FACTORY.createEntityManager();
        try {
            em.getTransaction().begin();
            T result = work.apply(em);
            em.getTransaction().commit();
            return result;
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    @Override
    public void close() {
        inTransaction(em -> em.createNativeQuery("drop all objects").executeUpdate());
    }
}
