package org.pabal.ejb.control;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One folder of texts with its snapshot: what the three stores have in common. */
final class TextStore<T> {
    private final String folder;
    private final ControlTexts texts;
    private final Snapshot<T> snapshot;

    TextStore(String folder, ControlTexts texts, Function<TextFolder, T> meaning) {
        this.folder = folder;
        this.texts = texts;
        this.snapshot = new Snapshot<>(meaning);
    }

    T current() {
        T known = snapshot.find();
        return known == null ? load() : known;
    }

    T load() {
        return snapshot.load(read());
    }

    /** Reads the texts again if they were read before and something has changed since. */
    void refresh(long generation) {
        if (snapshot.isOlderThan(generation)) {
            load();
        }
    }

    TextChange apply(TextWish wish, Function<Map<String, String>, Optional<String>> check) {
        TextChange change = texts.apply(wish, check);
        switch (change) {
            case TextChange.Stored stored -> load();
            case TextChange.Removed removed -> load();
            case TextChange.Refused refused -> {}
            case TextChange.Outdated outdated -> {}
            case TextChange.Missing missing -> {}
        }
        return change;
    }

    TextFolder read() {
        return texts.list(folder);
    }

    String path(String name) {
        return folder + "/" + name;
    }
}
