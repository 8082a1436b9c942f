package org.pabal.ejb.control;

import java.time.Instant;

/**
 * One text an administrator may change.
 *
 * @param name the setting, rule set or table it belongs to, as in {@code control/}
 * @param text exactly as it was written
 * @param version grows with every change of any text and is never used twice: good as an entity tag
 * @param changedAt when this version was stored
 * @param changedBy the administrator, or {@code first start}
 */
public record StoredText(String name, String text, long version, Instant changedAt, String changedBy) {
    /** The version of a text that is not there. */
    public static final long NEVER_STORED = 0;

    StoredText shownAs(String other) {
        return new StoredText(name, other, version, changedAt, changedBy);
    }

    /** @return what stands for a text nobody has stored yet */
    static StoredText unset(String name, String text) {
        return new StoredText(name, text, NEVER_STORED, Instant.EPOCH, "default");
    }
}
