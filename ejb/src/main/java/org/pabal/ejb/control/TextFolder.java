package org.pabal.ejb.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The texts of one folder as they were read at once.
 *
 * @param generation all changes up to this one are in the texts; later ones may be
 */
record TextFolder(long generation, List<StoredText> texts) {
    Map<String, String> byName() {
        return texts.stream().collect(Collectors.toMap(StoredText::name, StoredText::text));
    }

    Optional<StoredText> find(String name) {
        return texts.stream().filter(text -> text.name().equals(name)).findFirst();
    }
}
