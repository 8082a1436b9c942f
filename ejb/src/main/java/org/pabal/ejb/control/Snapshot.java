package org.pabal.ejb.control;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the texts of one folder mean, in memory. Replaced as a whole, by a newer one only, and only by one that could be
 * read: readers see the old meaning or the new, at the cost of a volatile read.
 *
 * @param <T> the meaning, immutable
 */
final class Snapshot<T> {
    private final Function<TextFolder, T> meaning;
    private volatile @Nullable Loaded<T> loaded;

    private record Loaded<T>(long generation, T meaning) {}

    /** @param meaning throws IllegalArgumentException for texts that make no sense */
    Snapshot(Function<TextFolder, T> meaning) {
        this.meaning = meaning;
    }

    /** @return the meaning, or null if nothing was loaded yet */
    @Nullable
    T find() {
        Loaded<T> now = loaded;
        return now == null ? null : now.meaning();
    }

    /** @return whether there is a meaning, and it is older than this generation */
    boolean isOlderThan(long generation) {
        Loaded<T> now = loaded;
        return now != null && now.generation() < generation;
    }

    /** @return the meaning that is now in effect: of these texts, or of newer ones that somebody else loaded meanwhile */
    T load(TextFolder texts) {
        return keep(new Loaded<>(texts.generation(), meaning.apply(texts)));
    }

    private synchronized T keep(Loaded<T> candidate) {
        Loaded<T> now = loaded;
        if (now != null && now.generation() > candidate.generation()) {
            return now.meaning();
        }
        loaded = candidate;
        return candidate.meaning();
    }
}
