package org.pabal.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;

/**
 * The rows of texts. Paths are {@code folder/name}, as {@code control/me}. Every change takes the next generation as its
 * version, under the lock of the one generation row, so changes happen one after the other on all nodes together.
 */
@ApplicationScoped
@Transactional
class ControlTexts implements BoundAtStart {
    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    /** @return how many changes were made so far; 0 for a new database */
    public long generation() {
        return em.createQuery("select g.generation from ControlGeneration g", Long.class)
                .getSingleResult();
    }

    /** @return all texts of a folder, by name */
    public TextFolder list(String folder) {
        // the number first: a change between the two reads is then seen as new once more, never missed
        long generation = generation();
        return new TextFolder(generation, read(folder));
    }

    public Optional<StoredText> find(String path) {
        return Optional.ofNullable(em.find(ControlText.class, path)).map(ControlText::stored);
    }

    /**
     * Makes a change, if its precondition holds and the folder is good with it.
     *
     * @param check gets the folder's texts by name as they would be, and says what is wrong with them; no other change
     *     can come between its answer and this one
     */
    @Durable
    public TextChange apply(TextWish wish, Function<Map<String, String>, Optional<String>> check) {
        ControlGeneration generation = lock();
        ControlText row = em.find(ControlText.class, wish.path());
        Optional<StoredText> current = Optional.ofNullable(row).map(ControlText::stored);
        if (!wish.precondition().holdsFor(current)) {
            return new TextChange.Outdated(current);
        }
        if (row == null && wish.text().isEmpty()) {
            return new TextChange.Missing();
        }
        Optional<String> wrong = check.apply(wished(wish));
        if (wrong.isPresent()) {
            return new TextChange.Refused(wrong.get());
        }
        return write(row, wish, generation.next());
    }

    /**
     * Stores all of them, if nothing was ever stored here. Two nodes that start at once do it once.
     *
     * @return whether it was this call that did
     */
    @Durable
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

    private Map<String, String> wished(TextWish wish) {
        Map<String, String> texts = new HashMap<>();
        read(wish.folder()).forEach(text -> texts.put(text.name(), text.text()));
        wish.text().ifPresentOrElse(text -> texts.put(wish.name(), text), () -> texts.remove(wish.name()));
        return texts;
    }

    private TextChange write(@Nullable ControlText row, TextWish wish, long version) {
        if (wish.text().isEmpty()) {
            em.remove(row);
            return new TextChange.Removed();
        }
        ControlText written = row == null ? new ControlText(wish.path()) : row;
        written.set(wish.text().get(), version, wish.who());
        if (row == null) {
            em.persist(written);
        }
        return new TextChange.Stored(written.stored(), row == null);
    }

    private List<StoredText> read(String folder) {
        return em.createQuery(
                        "select t from ControlText t where t.path like :prefix order by t.path", ControlText.class)
                .setParameter("prefix", folder + "/%")
                .getResultStream()
                .map(ControlText::stored)
                .toList();
    }

    /** Counts a change of something that is no text. */
    public void nextGeneration() {
        lock().next();
    }

    private ControlGeneration lock() {
        return em.find(ControlGeneration.class, ControlGeneration.ONLY_ROW, LockModeType.PESSIMISTIC_WRITE);
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
