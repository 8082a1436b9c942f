package org.pabal.ejb.control;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pabal.ejb.TestDatabase;

/** {@link ControlTexts} with a unit of work around each call, as the container gives it. */
final class TransactionalTexts extends ControlTexts {
    private final TestDatabase database;

    TransactionalTexts(TestDatabase database) {
        this.database = database;
    }

    @Override
    public long generation() {
        return with(ControlTexts::generation);
    }

    @Override
    public TextFolder list(String folder) {
        return with(texts -> texts.list(folder));
    }

    @Override
    public Optional<StoredText> find(String path) {
        return with(texts -> texts.find(path));
    }

    @Override
    public TextChange apply(TextWish wish, Function<Map<String, String>, Optional<String>> check) {
        return with(texts -> texts.apply(wish, check));
    }

    @Override
    public boolean install(Map<String, String> textsByPath, String who) {
        return with(texts -> texts.install(textsByPath, who));
    }

    private <T> T with(Function<ControlTexts, T> work) {
        return database.inTransaction(em -> {
            ControlTexts texts = new ControlTexts();
            texts.em = em;
            return work.apply(texts);
        });
    }
}
