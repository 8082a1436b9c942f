package org.pabal.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.pabal.core.control.ControlSettings;

/** qmail's control settings. */
@ApplicationScoped
public class ControlStore {
    static final String FOLDER = "control";

    private final TextStore<ControlSettings> store;

    @Inject
    ControlStore(ControlTexts texts) {
        store = new TextStore<>(FOLDER, texts, folder -> ControlSettings.require(folder.byName()));
    }

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    protected ControlStore() {
        store = null;
    }

    /** @return what is in effect now. Costs a volatile read; ask again for each session or delivery, keep nothing */
    public ControlSettings current() {
        return store.current();
    }

    /** Reads the texts now.
     *
     * @throws IllegalArgumentException with a sentence that names the text, if a stored one is bad
     */
    void load() {
        store.load();
    }

    /** Takes notice of changes that other nodes made. */
    void refresh(long generation) {
        store.refresh(generation);
    }

    /** @return every known setting in order of names, set or not */
    public List<ControlEntry> list() {
        TextFolder stored = store.read();
        ControlSettings settings = ControlSettings.require(stored.byName());
        return new TreeSet<>(ControlSettings.names())
                .stream().map(name -> entry(name, settings, stored)).toList();
    }

    /** @return the setting, or empty for an unknown name */
    public Optional<ControlEntry> find(String name) {
        if (!ControlSettings.names().contains(name)) {
            return Optional.empty();
        }
        TextFolder stored = store.read();
        return Optional.of(entry(name, ControlSettings.require(stored.byName()), stored));
    }

    /** Nobody gets to see a password. */
    private static ControlEntry entry(String name, ControlSettings settings, TextFolder stored) {
        return new ControlEntry(
                name,
                settings.describe(name),
                stored.find(name).map(text -> text.shownAs(ControlSettings.shown(name, text.text()))));
    }

    /** Sets a setting; in effect on this node when this returns, on others within about a second. */
    public TextChange put(String name, String text, Precondition precondition, String who) {
        Optional<String> wrong = ControlSettings.problem(name, text);
        if (wrong.isPresent()) {
            return new TextChange.Refused(wrong.get());
        }
        TextChange change = store.apply(
                new TextWish(store.path(name), Optional.of(text), precondition, who), ControlStore::problemOfAll);
        return change instanceof TextChange.Stored stored
                ? new TextChange.Stored(stored.now().shownAs(ControlSettings.shown(name, text)), stored.created())
                : change;
    }

    /** Back to the default. */
    public TextChange delete(String name, Precondition precondition, String who) {
        return store.apply(
                new TextWish(store.path(name), Optional.empty(), precondition, who), ControlStore::problemOfAll);
    }

    /** Settings that are good one by one may still not go together, as a default that needs {@code me}. */
    private static Optional<String> problemOfAll(Map<String, String> texts) {
        return Texts.problem(() -> ControlSettings.require(texts));
    }
}
