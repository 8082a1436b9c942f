package org.pabal.ejb.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import org.pabal.ejb.database.BoundAtStart;

/**
 * Who changed what, from where, and how it ended. An entry is written before the change is tried, so a change without an
 * entry is not possible; nothing ever removes or rewrites one.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class AuditLog implements BoundAtStart {
    private static final int MOST = 1_000;

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    /**
     * What somebody sets out to do. Texts that are longer than their column are cut.
     *
     * @param who the administrator
     * @param address the peer's IP address
     * @param action the HTTP method
     * @param subject the path below the API's base, with the query, percent-encoded as it came
     */
    public record Deed(String who, String address, String action, String subject) {
        public Deed {
            who = cut(who, 255);
            address = cut(address, 64);
            action = cut(action, 16);
            subject = cut(subject, 2_000);
        }

        private static String cut(String text, int length) {
            return text.length() <= length ? text : text.substring(0, length);
        }
    }

    /** @return the id for {@link #ended} */
    public long begun(Deed deed) {
        AuditEntry entry = new AuditEntry(deed);
        em.persist(entry);
        em.flush();
        return entry.id;
    }

    /** Adds what the subject does not say, before it is done. */
    public void detailed(long id, String text) {
        AuditEntry entry = em.find(AuditEntry.class, id);
        if (entry != null) {
            entry.add(Deed.cut(text, 2_000));
        }
    }

    /** @param status the HTTP status of the answer */
    public void ended(long id, int status) {
        AuditEntry entry = em.find(AuditEntry.class, id);
        if (entry != null) {
            // through a method: the container notices changes that the class itself makes, and no others
            entry.end(status);
        }
    }

    /**
     * @param before only entries with a smaller id
     * @return the newest first
     */
    public List<AuditRecord> list(long before, int limit) {
        return em.createQuery("select e from AuditEntry e where e.id < :before order by e.id desc", AuditEntry.class)
                .setParameter("before", before)
                .setMaxResults(Math.min(limit, MOST))
                .getResultStream()
                .map(AuditEntry::toRecord)
                .toList();
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
