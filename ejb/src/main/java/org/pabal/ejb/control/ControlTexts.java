package org.pabal.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of texts. Paths are {@code folder/name}, as {@code control/me}. Every change takes the next generation as its
 * version, under the lock of the one generation row, so changes happen one after the other on all nodes together.
 */
@ApplicationScoped
@Transactional
class ControlTexts {
    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    /** @return how many changes were made so far; 0 for a new database */
    public long generation() {
        return em.createQuery("select g.generation from ControlGeneration g", Long.class)
                .getSingleResult();
    }

    /** @return all texts of a folder by name */
    public List<StoredText> list(String folder) {
        return em.createQuery(
                        "select t from ControlText t where t.path like :prefix order by t.path", ControlText.class)
                .setParameter("prefix", folder + "/%")
                .getResultStream()
                .map(ControlText::stored)
                .toList();
    }

    public Optional<StoredText> find(String path) {
        return Optional.ofNullable(em.find(ControlText.class, path)).map(ControlText::stored);
    }

    /** Stores a text that was found good before. */
    public TextChange put(String path, String text, Precondition precondition, String who) {
        ControlGeneration generation = lock();
        ControlText row = em.find(ControlText.class, path);
        Optional<StoredText> current = Optional.ofNullable(row).map(ControlText::stored);
        if (!precondition.holdsFor(current)) {
            return new TextChange.Outdated(current);
        }
        if (row == null) {
            row = new ControlText(path);
            row.set(text, generation.next(), who);
            em.persist(row);
        } else {
            row.set(text, generation.next(), who);
        }
        return new TextChange.Stored(row.stored(), current.isEmpty());
    }

    public TextChange delete(String path, Precondition precondition) {
        ControlGeneration generation = lock();
        ControlText row = em.find(ControlText.class, path);
        Optional<StoredText> current = Optional.ofNullable(row).map(ControlText::stored);
        if (!precondition.holdsFor(current)) {
            return new TextChange.Outdated(current);
        }
        if (row == null) {
            return new TextChange.Missing();
        }
        generation.next();
        em.remove(row);
        return new TextChange.Removed();
    }

    /** Stores all of them, if nothing was ever stored here. Two nodes that start at once do it once.
     *
     * @return whether it was this call that did
     */
    public boolean install(Map<String, String> textsByPath, String who) {
        ControlGeneration generation = lock();
        if (generation.generation > 0) {
            return false;
        }
        textsByPath.forEach((path, text) -> {
            ControlText row = new ControlText(path);
            row.set(text, generation.next(), who);
            em.persist(row);
        });
        return true;
    }

    private ControlGeneration lock() {
        return em.find(ControlGeneration.class, ControlGeneration.ONLY_ROW, LockModeType.PESSIMISTIC_WRITE);
    }
}
