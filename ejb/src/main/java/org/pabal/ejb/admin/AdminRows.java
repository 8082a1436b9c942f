package org.pabal.ejb.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;

/** The rows of administrators. */
@ApplicationScoped
@Transactional
class AdminRows implements BoundAtStart {
    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    /** What a login is checked against. */
    record Credentials(AdminRole role, String passwordHash) {}

    public Optional<Credentials> credentials(String name) {
        return Optional.ofNullable(em.find(Administrator.class, name))
                .flatMap(row -> row.account().map(account -> new Credentials(account.role(), row.passwordHash)));
    }

    public List<AdminAccount> list() {
        return em.createQuery("select a from Administrator a order by a.name", Administrator.class)
                .getResultStream()
                .flatMap(row -> row.account().stream())
                .toList();
    }

    /** @return whether it is new */
    @Durable
    public boolean put(String name, AdminRole role, String passwordHash, String who) {
        Administrator row = em.find(Administrator.class, name);
        boolean created = row == null;
        Administrator written = row == null ? new Administrator(name) : row;
        written.set(role, passwordHash, who);
        if (created) {
            em.persist(written);
        }
        return created;
    }

    /** @return whether it was there */
    @Durable
    public boolean delete(String name) {
        Administrator row = em.find(Administrator.class, name);
        if (row != null) {
            em.remove(row);
        }
        return row != null;
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
