package org.pabal.ejb;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.List;
import java.util.function.Function;

/** An empty H2 database with the tables of settings and administrators, and units of work in it. One at a time. */
public final class TestDatabase implements AutoCloseable {
    /** opening one takes most of a second, so all tests share it */
    private static final EntityManagerFactory FACTORY = Persistence.createEntityManagerFactory("admin-test");

    private static final List<String> MIGRATIONS = List.of("V100__control", "V301__audit_detail");

    public TestDatabase() {
        inTransaction(em -> {
            em.createNativeQuery("drop all objects").executeUpdate();
            MIGRATIONS.forEach(name -> em.createNativeQuery("runscript from 'classpath:db/migration/" + name + ".sql'")
                    .executeUpdate());
            return em;
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
