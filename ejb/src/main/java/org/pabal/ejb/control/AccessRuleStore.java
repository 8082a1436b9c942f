package org.pabal.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.access.AccessRules;

/** Who may connect and relay: a text in tcprules syntax for each {@link AccessRuleSet}. A set without one has no rules. */
@ApplicationScoped
public class AccessRuleStore {
    static final String FOLDER = "access-rules";

    private final TextStore<Map<AccessRuleSet, AccessRules>> store;

    @Inject
    AccessRuleStore(ControlTexts texts) {
        store = new TextStore<>(FOLDER, texts, AccessRuleStore::parse);
    }

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    AccessRuleStore() {
        store = null;
    }

    /** @return what is in effect now. Costs a volatile read; ask again for each session, keep nothing */
    public AccessRules current(AccessRuleSet set) {
        return store.current().getOrDefault(set, AccessRules.NONE);
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

    /** @return the rules as they were written; empty, with version 0, if they never were */
    public StoredText text(AccessRuleSet set) {
        return store.read().find(set.text()).orElseGet(() -> StoredText.unset(set.text(), ""));
    }

    /** Replaces the rules of a set; in effect on this node when this returns, on others within about a second. */
    public TextChange put(AccessRuleSet set, String text, Precondition precondition, String who) {
        Optional<String> wrong = Texts.problem(() -> AccessRules.require(text));
        if (wrong.isPresent()) {
            return new TextChange.Refused("access rules " + set.text() + ", " + wrong.get());
        }
        TextWish wish = new TextWish(store.path(set.text()), Optional.of(text), precondition, who);
        return store.apply(wish, texts -> Optional.empty());
    }

    private static Map<AccessRuleSet, AccessRules> parse(TextFolder folder) {
        Map<AccessRuleSet, AccessRules> rules = new EnumMap<>(AccessRuleSet.class);
        for (AccessRuleSet set : AccessRuleSet.values()) {
            rules.put(
                    set, set.rules(folder.find(set.text()).map(StoredText::text).orElse("")));
        }
        return rules;
    }
}
